import type { Core } from '../../shared/contract.ts'
import { message } from '../../shared/message.ts'
import { type ExitCode, type Telling, tellFailure, tellUsage } from './io.ts'
import { table } from './table.ts'

type Tree = { readonly [key: string]: unknown }

/** `settings [get [key]]`: this computer's settings and the shop's rules, one dotted key a line. */
export async function getSettings(core: Core, telling: Telling, key: string | undefined): Promise<ExitCode> {
  const both = await read(core, telling)
  if (both === null) return 1
  const flat = flatten({ ...both.settings, ...both.rules })
  const chosen = flat.filter(([name]) => key === undefined || name === key || name.startsWith(`${key}.`))
  if (chosen.length === 0) return unknownKey(telling, key ?? '')
  if (telling.json) telling.io.out(JSON.stringify(Object.fromEntries(chosen), null, 2))
  else for (const line of table(chosen.map(([name, value]) => [name, shown(value)]))) telling.io.out(line)
  return 0
}

/** `settings set <key> <value>`: the value as JSON, or as plain text. A wrong one is refused and nothing changes. */
export async function setSetting(core: Core, telling: Telling, key: string, text: string): Promise<ExitCode> {
  const both = await read(core, telling)
  if (both === null) return 1
  const path = key.split('.')
  const [first] = path
  if (first === undefined || first === 'version') return unknownKey(telling, key)
  const value = parsed(text)
  if (Object.hasOwn(both.settings, first)) {
    return ended(
      telling,
      await core.ask('setSettings', { settings: withValue(both.settings, path, value) as never }),
      key,
    )
  }
  if (Object.hasOwn(both.rules, first)) {
    return ended(
      telling,
      await core.ask('setRules', { rules: withValue(both.rules, path, value) as never }),
      key,
    )
  }
  return unknownKey(telling, key)
}

async function read(core: Core, telling: Telling): Promise<{ settings: Tree; rules: Tree } | null> {
  const [settings, rules] = await Promise.all([core.ask('settings', {}), core.ask('rules', {})])
  if (!settings.ok) tellFailure(telling, settings.error)
  else if (!rules.ok) tellFailure(telling, rules.error)
  else return { settings: settings.value, rules: rules.value }
  return null
}

function ended(telling: Telling, answer: Awaited<ReturnType<Core['ask']>>, key: string): ExitCode {
  if (!answer.ok) return tellFailure(telling, answer.error)
  if (telling.json) telling.io.out('{}')
  else telling.io.out(telling.words.say(message('cli.set', { key }), telling.now()))
  return 0
}

function unknownKey(telling: Telling, key: string): ExitCode {
  return tellUsage(telling, message('cli.unknownKey', { key }))
}

/** Leaves of the tree by dotted name; a union with a `kind` and a list are leaves, so that they are set whole. */
function flatten(tree: Tree, before = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]): [string, unknown][] => {
    const isBranch =
      typeof value === 'object' && value !== null && !Array.isArray(value) && !('kind' in value)
    return isBranch ? flatten({ ...value }, `${before}${key}.`) : [[before + key, value]]
  })
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function withValue(tree: Tree, path: readonly string[], value: unknown): Tree {
  const [key, ...rest] = path
  if (key === undefined) return tree
  return { ...tree, [key]: rest.length === 0 ? value : withValue(Object(tree[key]), rest, value) }
}
