class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def pack(self: __torch__.Kernels,
    inputs: Tensor,
    gather: Tensor) -> Tensor:
    return torch.index_select(torch.flatten(inputs, 0, 1), 0, gather)
  def unpack(self: __torch__.Kernels,
    packed: Tensor,
    scatter: Tensor,
    steps: int,
    batch: int) -> Tensor:
    width = torch.size(packed, 1)
    padded = torch.cat([packed, torch.new_zeros(packed, [1, width])], 0)
    return torch.reshape(torch.index_select(padded, 0, scatter), [steps, batch, width])
  def lstm(self: __torch__.Kernels,
    inputs: Tensor,
    gather: Tensor,
    sizes: Tensor,
    scatter: Tensor,
    order: Tensor,
    restore: Tensor,
    w_ih: Tensor,
    w_hh: Tensor,
    b_ih: Tensor,
    b_hh: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    h0 = torch.unsqueeze(torch.index_select(h, 0, order), 0)
    c0 = torch.unsqueeze(torch.index_select(c, 0, order), 0)
    packed, hn, cn = torch.lstm((self).pack(inputs, gather, ), sizes, [h0, c0], [w_ih, w_hh, b_ih, b_hh], True, 1, 0., True, False)
    out = (self).unpack(packed, scatter, torch.size(inputs, 0), torch.size(inputs, 1), )
    return (out, torch.index_select(torch.squeeze(hn, 0), 0, restore), torch.index_select(torch.squeeze(cn, 0), 0, restore))
  def lstm16(self: __torch__.Kernels,
    inputs: Tensor,
    gather: Tensor,
    sizes: Tensor,
    scatter: Tensor,
    order: Tensor,
    restore: Tensor,
    w_ih: Tensor,
    w_hh: Tensor,
    b_ih: Tensor,
    b_hh: Tensor,
    h: Tensor,
    c: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    out, hn, cn = (self).lstm(torch.to(inputs, 15), gather, sizes, scatter, order, restore, torch.to(w_ih, 15), torch.to(w_hh, 15), torch.to(b_ih, 15), torch.to(b_hh, 15), torch.to(h, 15), torch.to(c, 15), )
    return (torch.to(out, 6), torch.to(hn, 6), torch.to(cn, 6))
  def in_graph(self: __torch__.Kernels,
    x: Tensor) -> Tensor:
    known = x.requires_grad
    return torch.full([1], float(int(known)))
  def linear16(self: __torch__.Kernels,
    x: Tensor,
    weight: Tensor) -> Tensor:
    return torch.to(torch.matmul(torch.to(x, 15), torch.t(torch.to(weight, 15))), 6)
  def adam(self: __torch__.Kernels,
    weight: Tensor,
    gradient: Tensor,
    mean: Tensor,
    variance: Tensor,
    hyper: Tensor) -> Tensor:
    scale = float(torch.select(hyper, 0, 0))
    beta1 = float(torch.select(hyper, 0, 1))
    beta2 = float(torch.select(hyper, 0, 2))
    epsilon = float(torch.select(hyper, 0, 3))
    rate = float(torch.select(hyper, 0, 4))
    root = float(torch.select(hyper, 0, 5))
    g = torch.mul_(gradient, scale)
    m = torch.add_(torch.mul_(mean, beta1), g, alpha=torch.sub(1., beta1))
    v = torch.addcmul_(torch.mul_(variance, beta2), g, g, value=torch.sub(1., beta2))
    d = torch.add_(torch.div_(torch.sqrt(v), root), epsilon)
    return torch.addcdiv_(weight, m, d, value=torch.neg(rate))
  def decay(self: __torch__.Kernels,
    weight: Tensor,
    hyper: Tensor) -> Tensor:
    return torch.mul_(weight, torch.sub(1., float(torch.select(hyper, 0, 0))))
  def sgd(self: __torch__.Kernels,
    weight: Tensor,
    gradient: Tensor,
    hyper: Tensor) -> Tensor:
    scale = float(torch.select(hyper, 0, 0))
    rate = float(torch.select(hyper, 0, 2))
    return torch.add_(weight, torch.mul_(gradient, scale), alpha=torch.neg(rate))
  def momentum(self: __torch__.Kernels,
    weight: Tensor,
    gradient: Tensor,
    velocity: Tensor,
    hyper: Tensor) -> Tensor:
    scale = float(torch.select(hyper, 0, 0))
    momentum = float(torch.select(hyper, 0, 1))
    rate = float(torch.select(hyper, 0, 2))
    v = torch.add_(torch.mul_(velocity, momentum), torch.mul_(gradient, scale))
    return torch.add_(weight, v, alpha=torch.neg(rate))
  def adafactor_step(self: __torch__.Kernels,
    weight: Tensor,
    change: Tensor,
    hyper: Tensor) -> Tensor:
    rate = float(torch.select(hyper, 0, 2))
    root = float(torch.select(hyper, 0, 3))
    clipped = torch.div(change, torch.clamp(torch.div(torch.norm(change), root), 1.))
    size = torch.clamp(torch.div(torch.norm(weight), root), 0.001)
    return torch.add_(weight, torch.mul_(clipped, size), alpha=torch.neg(rate))
  def adafactor_matrix(self: __torch__.Kernels,
    weight: Tensor,
    gradient: Tensor,
    rows: Tensor,
    columns: Tensor,
    hyper: Tensor) -> Tensor:
    scale = float(torch.select(hyper, 0, 0))
    beta = float(torch.select(hyper, 0, 1))
    g = torch.mul_(gradient, scale)
    squared = torch.add(torch.mul(g, g), 1.0000000000000000e-30)
    r = torch.add_(torch.mul_(rows, beta), torch.mean(squared, [1]), alpha=torch.sub(1., beta))
    c = torch.add_(torch.mul_(columns, beta), torch.mean(squared, [0]), alpha=torch.sub(1., beta))
    left = torch.unsqueeze(torch.rsqrt(torch.div(r, torch.mean(r))), 1)
    right = torch.unsqueeze(torch.rsqrt(c), 0)
    return (self).adafactor_step(weight, torch.mul(torch.mul(g, left), right), hyper, )
  def adafactor_vector(self: __torch__.Kernels,
    weight: Tensor,
    gradient: Tensor,
    variance: Tensor,
    hyper: Tensor) -> Tensor:
    scale = float(torch.select(hyper, 0, 0))
    beta = float(torch.select(hyper, 0, 1))
    g = torch.mul_(gradient, scale)
    squared = torch.add(torch.mul(g, g), 1.0000000000000000e-30)
    v = torch.add_(torch.mul_(variance, beta), squared, alpha=torch.sub(1., beta))
    return (self).adafactor_step(weight, torch.mul(g, torch.rsqrt(v)), hyper, )
  def clip(self: __torch__.Kernels,
    gradient: Tensor,
    bound: Tensor) -> Tensor:
    limit = float(torch.select(bound, 0, 0))
    return torch.clamp_(gradient, torch.neg(limit), limit)
  def moving_average(self: __torch__.Kernels,
    average: Tensor,
    weight: Tensor,
    hyper: Tensor) -> Tensor:
    decay = float(torch.select(hyper, 0, 0))
    return torch.add_(torch.mul_(average, decay), weight, alpha=torch.sub(1., decay))
  def cross_entropy(self: __torch__.Kernels,
    logits: Tensor,
    targets: Tensor,
    smoothing: Tensor) -> Tuple[Tensor, Tensor]:
    logp = torch.log_softmax(logits, 1)
    index = torch.unsqueeze(targets, 1)
    picked = torch.gather(logp, 1, index)
    nll = torch.neg(torch.sum(picked))
    epsilon = float(torch.select(smoothing, 0, 0))
    uniform = torch.div(epsilon, torch.size(logits, 1))
    keep = torch.sub(1., epsilon)
    loss = torch.sub(torch.mul(nll, keep), torch.mul(torch.sum(logp), uniform))
    losses = torch.stack([loss, nll])
    gradient = torch.sub_(torch.exp_(logp), uniform)
    gradient0 = torch.scatter_add_(gradient, 1, index, torch.full_like(picked, torch.neg(keep)))
    return (losses, gradient0)
  def weighted_cross_entropy(self: __torch__.Kernels,
    logits: Tensor,
    targets: Tensor,
    smoothing: Tensor,
    weights: Tensor) -> Tuple[Tensor, Tensor]:
    logp = torch.log_softmax(logits, 1)
    index = torch.unsqueeze(targets, 1)
    picked = torch.gather(logp, 1, index)
    nll = torch.neg(torch.squeeze(picked, 1))
    epsilon = float(torch.select(smoothing, 0, 0))
    uniform = torch.div(epsilon, torch.size(logits, 1))
    keep = torch.sub(1., epsilon)
    weight = torch.index_select(weights, 0, targets)
    loss = torch.sub(torch.mul(nll, keep), torch.mul(torch.sum(logp, [1]), uniform))
    losses = torch.stack([torch.sum(torch.mul(weight, loss)), torch.sum(nll)])
    gradient = torch.sub_(torch.exp_(logp), uniform)
    gradient0 = torch.scatter_add_(gradient, 1, index, torch.full_like(picked, torch.neg(keep)))
    return (losses, torch.mul_(gradient0, torch.unsqueeze(weight, 1)))
