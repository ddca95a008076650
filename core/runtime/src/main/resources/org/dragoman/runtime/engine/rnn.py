  def NAME(self: __torch__.Kernels,
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
    h: Tensor) -> Tuple[Tensor, Tensor]:
    h0 = torch.unsqueeze(torch.index_select(h, 0, order), 0)
    packed, hn = torch.NAME((self).pack(inputs, gather, ), sizes, h0, [w_ih, w_hh, b_ih, b_hh], True, 1, 0., True, False)
    out = (self).unpack(packed, scatter, torch.size(inputs, 0), torch.size(inputs, 1), )
    return (out, torch.index_select(torch.squeeze(hn, 0), 0, restore))
  def NAME16(self: __torch__.Kernels,
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
    h: Tensor) -> Tuple[Tensor, Tensor]:
    out, hn = (self).NAME(torch.to(inputs, 15), gather, sizes, scatter, order, restore, torch.to(w_ih, 15), torch.to(w_hh, 15), torch.to(b_ih, 15), torch.to(b_hh, 15), torch.to(h, 15), )
    return (torch.to(out, 6), torch.to(hn, 6))
