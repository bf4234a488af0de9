import type { Json } from './json.ts'
import { encodeJson, isObject } from './json.ts'

export type Format = 'json' | 'xml'

const formats: Record<string, Format> = {
  '*/*': 'json',
  'application/json': 'json',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'application/xhtml+xml': 'xml',
}

/** The format that an `Accept` header asks for; `undefined` where Magento can serve none of it. */
export function negotiate(accept: string | undefined): Format | undefined {
  if (accept === undefined || accept.trim() === '') return 'json'
  const wishes = accept.split(',').map((part) => {
    const [type = '', ...options] = part.split(';').map((piece) => piece.trim())
    const quality = options.find((option) => option.startsWith('q='))
    return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) }
  })
  wishes.sort((left, right) => right.quality - left.quality)
  for (const { type } of wishes) {
    const format = formats[type]
    if (format !== undefined) return format
  }
  return undefined
}

export function render(format: Format, value: Json): { type: string; body: string } {
  if (format === 'json') return { type: 'application/json; charset=utf-8', body: encodeJson(value) }
  const body = `<?xml version="1.0"?>\n${element('response', value, '')}`
  return { type: 'application/xml; charset=utf-8', body }
}

function element(name: string, value: Json, indent: string): string {
  if (!Array.isArray(value) && !isObject(value)) {
    const text = escapeXml(String(value ?? ''))
    return text === '' ? `${indent}<${name}/>\n` : `${indent}<${name}>${text}</${name}>\n`
  }
  const inner = Array.isArray(value)
    ? value.map((item) => element('item', item, `${indent}  `))
    : Object.entries(value).map(([key, item]) => element(key, item, `${indent}  `))
  return inner.length === 0
    ? `${indent}<${name}/>\n`
    : `${indent}<${name}>\n${inner.join('')}${indent}</${name}>\n`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
