class Kernels(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def pack(self: __torch__.Kernels,
    weight: Tensor) -> Tensor:
    return ops.mkldnn._reorder_linear_weight(weight, 256)
  def unpack(self: __torch__.Kernels,
    packed: Tensor) -> Tensor:
    return torch.to_dense(packed)
  def linear(self: __torch__.Kernels,
    x: Tensor,
    packed: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, packed, None, "none", annotate(List[Optional[number]], []), "")
  def affine(self: __torch__.Kernels,
    x: Tensor,
    packed: Tensor,
    bias: Tensor) -> Tensor:
    return ops.mkldnn._linear_pointwise(x, packed, bias, "none", annotate(List[Optional[number]], []), "")
  def padded_linear(self: __torch__.Kernels,
    x: Tensor,
    packed: Tensor,
    weight: Tensor) -> Tensor:
    return torch.contiguous(torch.narrow((self).linear(x, packed, ), -1, 0, torch.size(weight, 0)))
  def padded_affine(self: __torch__.Kernels,
    x: Tensor,
    packed: Tensor,
    weight: Tensor,
    bias: Tensor) -> Tensor:
    return torch.add(torch.narrow((self).linear(x, packed, ), -1, 0, torch.size(weight, 0)), bias)
