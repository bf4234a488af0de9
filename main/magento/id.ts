import { createHash } from 'node:crypto'

/**
 * Our id of a Magento: eight characters made from its normalised address.
 *
 * The same shop over http and https, or with and without `www.`, is the same.
 */
export function magentoId(url: string): string {
  const place = url.replace(/^https?:\/\/(www\.)?/, '').toLowerCase()
  return createHash('sha256').update(`tillbridge/magento/1\n${place}`).digest('hex').slice(0, 8)
}
