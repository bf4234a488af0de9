/**
 * May this address be opened in the merchant's browser? Only https (http on loopback) to the services that are
 * connected or being connected: a page must not be able to open anything else.
 */
export function isAllowedLink(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false
  const target = new URL(url)
  if (target.username !== '' || target.password !== '') return false
  const loopback = target.hostname === '127.0.0.1' || target.hostname === 'localhost'
  if (target.protocol !== 'https:' && !(target.protocol === 'http:' && loopback)) return false
  return hosts.some((host) => URL.canParse(host) && new URL(host).host === target.host)
}
