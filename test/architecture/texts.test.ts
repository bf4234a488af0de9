import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { root } from './lint.ts'

type Texts = { [key: string]: string | Texts }
const Texts: z.ZodType<Texts> = z.lazy(() => z.record(z.string(), z.union([z.string(), Texts])))

/** Every text of a language under its whole key, as `overview.title`. */
function textsOf(language: string): ReadonlyMap<string, string> {
  const flat = (texts: Texts, prefix: string): [string, string][] =>
    Object.entries(texts).flatMap(([key, text]): [string, string][] =>
      typeof text === 'string' ? [[prefix + key, text]] : flat(text, `${prefix}${key}.`),
    )
  const file = readFileSync(join(root, 'shared', 'texts', `${language}.json`), 'utf8')
  return new Map(flat(Texts.parse(JSON.parse(file)), ''))
}

const english = textsOf('en')
const french = textsOf('fr')

/** A key without its plural form: French has a form that English lacks (`_many`). */
const singular = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const keysOf = (texts: ReadonlyMap<string, string>) =>
  [...new Set([...texts.keys()].map(singular))].toSorted()

test('whatever is said in English is said in French, and the other way round', () => {
  expect(keysOf(french)).toEqual(keysOf(english))
})

test('a text has the same gaps to fill in both languages', () => {
  const gaps = (text: string | undefined) =>
    [...(text ?? '').matchAll(/{{(.+?)}}/g)].map((gap) => gap[1]).toSorted()
  const different = [...english.keys()].filter(
    (key) => french.has(key) && String(gaps(english.get(key))) !== String(gaps(french.get(key))),
  )
  expect(different).toEqual([])
})

test('no text is empty', () => {
  expect([...english, ...french].filter(([, text]) => text.trim() === '')).toEqual([])
})
