/** What an address under `/rest` asks for. */
export type Target =
  | { kind: 'sync'; scope: string | undefined; segments: string[] } // scope: `all`, a store code, or none
  | { kind: 'async'; scope: string | undefined; isBulk: boolean; segments: string[] }
  | { kind: 'none' } // neither a store view nor a version: Magento refuses it before anything else
  | { kind: 'outside' } // not a REST address

/** @param isScope whether a first segment is `all` or the code of a store view; codes are case-sensitive */
export function readTarget(path: string, isScope: (code: string) => boolean): Target {
  const found = /^(?:\/index\.php)?\/rest(?:\/(.*))?$/s.exec(path)
  if (found === null) return { kind: 'outside' }
  const segments = (found[1] ?? '').split('/')
  while (segments[0] === '') segments.shift()
  while (segments.at(-1) === '') segments.pop()
  const [first] = segments
  const scope = first !== undefined && isScope(first) ? segments.shift() : undefined
  if (segments[0] === 'async') {
    const isBulk = segments[1] === 'bulk'
    return { kind: 'async', scope, isBulk, segments: segments.slice(isBulk ? 2 : 1) }
  }
  if (/^V\d+$/.test(segments[0] ?? '')) return { kind: 'sync', scope, segments }
  return { kind: 'none' }
}
