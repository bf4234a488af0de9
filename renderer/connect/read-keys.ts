import type { MagentoKeys } from '../../shared/connect.ts'

/** Magento makes its keys of 32 lower-case letters and digits. */
const KEY = /\b[a-z0-9]{32}\b/gi

export type FourKeys = Extract<MagentoKeys, { kind: 'integration' }>
export const keyNames = ['consumerKey', 'consumerSecret', 'accessToken', 'accessTokenSecret'] as const
export type KeyName = (typeof keyNames)[number]

/** How the page *Integrations* in Magento, an e-mail or a note calls each of them. The longer names come first. */
const labels: Readonly<Record<KeyName, RegExp>> = {
  accessTokenSecret: /access[\s_-]*token[\s_-]*secret/i,
  accessToken: /access[\s_-]*token(?![\s_-]*secret)/i,
  consumerSecret: /consumer[\s_-]*secret/i,
  consumerKey: /consumer[\s_-]*key/i,
}

/**
 * Finds the keys in whatever was pasted: by their labels where there are any, else in the order in which Magento
 * shows them.
 */
export function readKeys(pasted: string): Partial<Record<KeyName, string>> {
  const keys = [...pasted.matchAll(KEY)].map((match) => match[0])
  const labelled: Partial<Record<KeyName, string>> = {}
  for (const name of keyNames) {
    const label = labels[name].exec(pasted)
    if (label === null) continue
    const after = pasted.slice(label.index + label[0].length)
    const key = after.match(KEY)?.[0]
    if (key !== undefined) labelled[name] = key
  }
  const found = new Set(Object.values(labelled))
  // A label over the wrong key would give one key two names: then the order is the better guess.
  if (Object.keys(labelled).length > 0 && found.size === Object.keys(labelled).length) return labelled
  return Object.fromEntries(keyNames.flatMap((name, index) => (keys[index] ? [[name, keys[index]]] : [])))
}

/** All four, or null. */
export function fourKeys(found: Partial<Record<KeyName, string>>): FourKeys | null {
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = found
  if (!consumerKey || !consumerSecret || !accessToken || !accessTokenSecret) return null
  return { kind: 'integration', consumerKey, consumerSecret, accessToken, accessTokenSecret }
}

/** Enough of a key to know it again, and too little to use it. */
export const shortened = (key: string): string =>
  key.length > 12 ? `${key.slice(0, 4)}…${key.slice(-4)}` : '••••••••'
