import { describe, expect, test } from 'vitest'
import type { Io } from '../../main/command/io.ts'
import { findVerb, runCommand, verbs } from '../../main/command/run.ts'
import { systemClock } from '../../main/support/clock.ts'
import type { Edge } from '../../main/support/edge.ts'
import en from '../../shared/texts/en.json' with { type: 'json' }

describe('the verb of a command line', () => {
  test.each([
    ['explain', ['explain', 'status']],
    ['sync', ['--json', 'sync', 'stock']],
    ['status', ['--data', 'go', 'status']],
    ['status', ['--data=go', 'status']],
    ['help', ['explain', '--help']],
    ['help', ['-h']],
  ])('is %s in %j: the first word that is no option and no option’s value', (verb, words) => {
    expect(findVerb(words)).toBe(verb)
  })

  test.each([[['--hidden']], [['--data', 'go']], [['dance', 'status']], [[]]])(
    'is missing in %j: the window is meant',
    (words) => {
      expect(findVerb(words)).toBeNull()
    },
  )
})

/** What a command line says at a computer of this language, on either stream. */
async function said(systemLanguage: 'en' | 'fr', ...words: string[]): Promise<string> {
  const lines: string[] = []
  const io: Io = {
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    progress: () => {},
    terminal: false,
    asks: false,
    readStdin: async () => '',
    env: {},
  }
  const edge = { version: '1', clock: systemClock, systemLanguage } as Edge
  const nothing = () => {
    throw new Error('nothing is to be opened for help')
  }
  await runCommand(words, edge, nothing, io, new AbortController().signal, nothing)
  return lines.join('\n')
}

const pages = [
  [],
  ...verbs.filter((verb) => verb !== 'help').map((verb) => [verb]),
  ['connect', 'lightspeed'],
  ['connect', 'magento'],
  ['settings', 'set'],
  ['token-service', 'connect'],
  ['token-service', 'key'],
  ['token-service', 'key', 'add'],
]

test('help speaks the language of the computer', async () => {
  expect(await said('en', '--help')).toMatch(/^Usage: tillbridge \[options\] \[command\]\n/)
  const french = await said('fr', '--help')
  expect(french).toMatch(/^Emploi\u00a0: tillbridge \[options\] \[commande\]\n/)
  expect(french).toContain('pourquoi un article est, ou n’est pas, en ligne')
})

test.each(pages)('no page of the French help speaks English: %s %s %s', async (...words) => {
  const page = await said('fr', ...words.filter((word) => word !== undefined), '--help')
  const { title, ...about } = en.cli.help
  const english = [...Object.values(title), ...Object.values(about), 'display help', 'output the version']
  const shared = ['command', '30m, 1h, tomorrow']
  expect(english.filter((text) => !shared.includes(text) && page.includes(text))).toEqual([])
})

test('what is not understood is told in the language of the computer', async () => {
  expect(await said('fr', 'dance')).toMatch(/^Cette commande n’a pas été comprise/)
  expect(await said('en', 'syn')).toContain('(Did you mean sync?)')
})
