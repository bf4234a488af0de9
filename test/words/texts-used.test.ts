import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Outcome, Stage } from '../../shared/job.ts'
import { DecisionKind, ProblemKind } from '../../shared/problem.ts'
import { createWords } from '../../shared/say.ts'
import { State } from '../../shared/status.ts'
import en from '../../shared/texts/en.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')
const words = createWords({ language: 'en' })

const allKeys = (texts: object, prefix = ''): string[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string'
      ? [(prefix + key).replace(/_(one|other)$/, '')]
      : allKeys(text, `${prefix}${key}.`),
  )
const keys = allKeys(en)

/** Keys as the code writes them: whole, or with `${…}` for the part that is known only then. */
function keysIn(file: string): string[] {
  const code = readFileSync(join(root, file), 'utf8')
  return [...code.matchAll(/\bmessage\(\s*(['`])([a-zA-Z][^'`]*?)\1/g)].flatMap((found) => found[2] ?? [])
}

function hasText(key: string): boolean {
  if (!key.includes('${')) return words.has(key)
  const pattern = key
    .split(/\$\{[^}]*\}/)
    .map((part) => part.replaceAll('.', '\\.'))
    .join('[^.]+')
  return keys.some((known) => new RegExp(`^${pattern}$`).test(known))
}

test('every message that the program makes has a text', () => {
  const missing = globSync('{main,shared,renderer}/**/*.{ts,tsx}', { cwd: root }).flatMap((file) =>
    keysIn(file)
      .filter((key) => !hasText(key))
      .map((key) => `${file}: ${key}`),
  )
  expect(missing).toEqual([])
})

test('every problem says what happened, why, and what its button does', () => {
  const missing = ProblemKind.options
    .flatMap((kind) => ['title', 'group', 'why', 'action'].map((part) => `problem.${kind}.${part}`))
    .filter((key) => !words.has(key))
  expect(missing).toEqual([])
})

test('every state, stage, outcome and decision has its words', () => {
  const missing = [
    ...State.options.map((state) => `state.${state}`),
    ...Stage.options.map((stage) => `stage.${stage}`),
    ...Outcome.options.map(({ shape }) => `outcome.${shape.kind.value}`),
    ...DecisionKind.options.flatMap((kind) => [
      `decision.${kind}.question`,
      `decision.${kind}.why`,
      `decision.${kind}.yes.action`,
      `decision.${kind}.no.action`,
    ]),
  ].filter((key) => !words.has(key))
  expect(missing).toEqual([])
})
