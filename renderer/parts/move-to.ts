/** Where a key moves in a list of rows; null when it does not move. */
export function moveTo(key: string, active: number, total: number, page: number): number | null {
  const within = (index: number) => Math.max(0, Math.min(total - 1, index))
  switch (key) {
    case 'ArrowDown':
      return within(active + 1)
    case 'ArrowUp':
      return within(active - 1)
    case 'PageDown':
      return within(active + page)
    case 'PageUp':
      return within(active - page)
    case 'Home':
      return 0
    case 'End':
      return within(total - 1)
    default:
      return null
  }
}
