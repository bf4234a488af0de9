import { describe, expect, test } from 'vitest'
import { find, openSettings } from '../../main/store/settings.ts'
import type { JsonFile } from '../../main/support/edge.ts'
import { defaultSettings, SETTINGS_VERSION } from '../../shared/settings.ts'

function aFile(content: unknown): JsonFile & { content: unknown } {
  const file: JsonFile & { content: unknown } = {
    content,
    read: (): unknown => file.content,
    write: (value: unknown) => {
      file.content = structuredClone(value)
    },
  }
  return file
}

const french = { ...defaultSettings, language: 'fr' as const }

describe('settings', () => {
  test.each([
    ['no file', undefined],
    ['an empty file', {}],
  ])('are the defaults when there is %s, and are written at once', (_what, content) => {
    const file = aFile(content)
    const settings = openSettings(file)
    expect([settings.found, settings.get(), file.content]).toEqual([
      { kind: 'first' },
      defaultSettings,
      defaultSettings,
    ])
  })

  test('come back as they were set', () => {
    const file = aFile(defaultSettings)
    openSettings(file).set(french)
    const again = openSettings(file)
    expect([again.found, again.get()]).toEqual([{ kind: 'stored' }, french])
  })

  test('that do not fit are refused, and what is there stays', () => {
    const file = aFile(french)
    const settings = openSettings(file)
    const wrong = {
      ...french,
      schedule: { ...french.schedule, stock: { kind: 'every' as const, seconds: 1 } },
    }
    expect(() => settings.set(wrong)).toThrow()
    expect([settings.get(), file.content]).toEqual([french, french])
  })

  test.each([
    ['unreadable', { version: SETTINGS_VERSION, language: 'klingon' }],
    ['unreadable', { language: 'fr' }],
    ['unreadable', 'half a file'],
    ['from-newer-program', { ...french, version: SETTINGS_VERSION + 1, later: true }],
  ] as const)('that are %s are set aside and kept, and the defaults count', (reason, content) => {
    const file = aFile(content)
    const settings = openSettings(file)
    expect(settings.found).toEqual({ kind: 'set-aside', reason })
    expect(settings.get()).toEqual(defaultSettings)
    settings.set(french)
    expect(file.content).toEqual({ ...french, setAside: content })
    const again = openSettings(file)
    expect([again.found, again.get()]).toEqual([{ kind: 'stored' }, french])
    again.set(defaultSettings)
    expect(file.content).toEqual({ ...defaultSettings, setAside: content })
  })

  test('in a file that cannot even be read do not stop the start', () => {
    const file = aFile(undefined)
    const broken: JsonFile = {
      ...file,
      read: () => {
        throw new SyntaxError('Unexpected end of JSON input')
      },
    }
    expect(openSettings(broken).found).toEqual({ kind: 'set-aside', reason: 'unreadable' })
  })
})

describe('settings of an older program', () => {
  const steps = {
    1: (old: Record<string, unknown>) => ({ ...old, language: 'fr' }),
    2: ({ tint, ...old }: Record<string, unknown>) => ({ ...old, theme: tint }),
  }
  // The schema asks for today's version, so the last step is taken by a program that is two ahead.
  test('go through every step to the newest', () => {
    const taken: number[] = []
    const counted = Object.fromEntries(
      Object.entries(steps).map(([version, step]) => [
        version,
        (old: Record<string, unknown>) => {
          taken.push(Number(version))
          return step(old)
        },
      ]),
    )
    find({ ...defaultSettings, version: 1, tint: 'dark' }, counted, 3)
    expect(taken).toEqual([1, 2])
  })

  test('without a step to the next version are set aside', () => {
    const old = { ...defaultSettings, version: 0 }
    expect(find(old, {}, 1)).toEqual({
      settings: defaultSettings,
      found: { kind: 'set-aside', reason: 'unreadable' },
      setAside: old,
    })
  })

  test('one step older are migrated', () => {
    const from = SETTINGS_VERSION - 1
    const { language: _language, ...old } = { ...defaultSettings, version: from }
    expect(find(old, { [from]: (settings) => ({ ...settings, language: 'fr' }) })).toEqual({
      settings: french,
      found: { kind: 'migrated', from },
    })
  })

  test('of version 1 stay as they are, and nobody has agreed to weaker protection', () => {
    const { weakVault: _weakVault, ...old } = { ...french, version: 1 }
    const settings = openSettings(aFile(old))
    expect([settings.found, settings.get()]).toEqual([{ kind: 'migrated', from: 1 }, french])
  })
})
