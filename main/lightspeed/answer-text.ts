import { isObject } from './wire.ts'

/** Undefined when it is no JSON. The content type is no guide: errors come as `text/html` (recorded). */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * What an error answer says, in its own words: the `message` of the API, the description of the authorization server,
 * or nothing for a proxy's page.
 *
 * @param secrets never repeated, should the service have done so
 */
export function saidBy(body: unknown, secrets: readonly string[]): string {
  if (!isObject(body)) return ''
  const parts = [body.message, body.error_description ?? body.error, body.hint]
  const said = parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
  return secrets.reduce((text, secret) => text.replaceAll(secret, '…'), said).slice(0, 500)
}
