import { type LightspeedConnected, MagentoKeys } from '../../shared/connect.ts'
import type { Core } from '../../shared/contract.ts'
import { type Failure, message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type ExitCode, type Telling, tellAnswer, tellFailure } from './io.ts'

/** `connect lightspeed`: prints the authorize address; ends by the browser, or by the redirected address on stdin. */
export async function connectLightspeed(
  core: Core,
  telling: Telling,
  clientId: string | undefined,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { io, words, now } = telling
  const browser = browserAnswer(core)
  const begun = await core.ask('connectLightspeed', clientId === undefined ? {} : { clientId })
  if (!begun.ok) {
    browser.stop()
    return tellFailure(telling, begun.error)
  }
  // The address goes to stdout even with --json, so that a script can open it.
  if (telling.json) io.out(JSON.stringify(begun.value))
  else {
    io.out(words.say(message('cli.openAddress'), now()))
    io.out(begun.value.authorizeUrl)
    io.out(words.say(message('cli.pasteAddress', { seconds: begun.value.codeSeconds }), now()))
  }
  const enough = new AbortController()
  const pasted = io
    .readStdin({
      enough: anything,
      secret: false,
      signal: AbortSignal.any([signal, enough.signal]),
    })
    .then((text) => finish(core, text.trim()))
  const answer = await Promise.race([pasted, browser.answer])
  browser.stop()
  enough.abort()
  return tellAnswer(telling, answer, (connected) => tellTill(telling, connected))
}

export const anything = (text: string): boolean => text.trim() !== ''

/** `connect lightspeed --token-service …`: the key comes from the environment, else from stdin. */
export async function connectTokenService(
  core: Core,
  telling: Telling,
  url: string,
  fingerprint: string | undefined,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { io, words, now } = telling
  const given =
    io.env.TILLBRIDGE_TOKEN_SERVICE_KEY ?? (await io.readStdin({ enough: anything, secret: true, signal }))
  const key = given.trim()
  if (key === '') return tellFailure(telling, { message: message('tokenService.noKey') })
  const answer = await core.ask('connectTokenService', {
    url,
    key,
    ...(fingerprint === undefined ? {} : { fingerprint }),
  })
  const code = tellAnswer(telling, answer, (connected) => tellTill(telling, connected))
  if (!answer.ok && answer.error.message.key === 'tokenService.compare-certificate' && !telling.json) {
    const { params } = answer.error.message
    io.err(words.say(message('tokenService.compareHow', { url, ...params }), now()))
  }
  return code
}

function tellTill(telling: Telling, connected: LightspeedConnected): void {
  const { io, words, now } = telling
  const shops = connected.shops.map((shop) => shop.name).join(', ')
  io.out(words.say(message('cli.lightspeedConnected', { name: connected.name, shops }), now()))
  tellPermissions(telling, connected.permissions)
}

async function finish(core: Core, redirected: string): Promise<Result<LightspeedConnected, Failure>> {
  return redirected === ''
    ? err({ message: message('cli.nothingPasted') })
    : core.ask('finishLightspeed', { redirected })
}

/** What the merchant's browser brings, where it reaches the local listener. */
function browserAnswer(core: Core): { answer: Promise<Result<LightspeedConnected, Failure>>; stop(): void } {
  let stop = () => {}
  const answer = new Promise<Result<LightspeedConnected, Failure>>((resolve) => {
    stop = core.listen((event) => {
      if (event.kind === 'lightspeed-connected') resolve(ok(event.result))
      if (event.kind === 'lightspeed-refused') resolve(err({ message: event.reason }))
    })
  })
  return { answer, stop: () => stop() }
}

/** `connect magento --url …`: keys from the environment, else from stdin (JSON, or four lines as the shop shows them). */
export async function connectMagento(
  core: Core,
  telling: Telling,
  url: string,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { io, words, now } = telling
  const keys = keysFromEnv(io.env) ?? (await keysFromStdin(telling, signal))
  if (keys === null) return tellFailure(telling, { message: message('cli.keysUnreadable') })
  const answer = await core.ask('connectMagento', { url, keys })
  return tellAnswer(telling, answer, (connected) => {
    const version = [connected.version, connected.edition].filter((part) => part !== null).join(' ')
    io.out(words.say(message('cli.magentoConnected', { url: connected.url, version }), now()))
    tellPermissions(telling, connected.permissions)
    for (const warning of connected.warnings) io.out(words.say(warning, now()))
  })
}

function tellPermissions(
  { io, words, now }: Telling,
  permissions: readonly { name: string; given: boolean }[],
): void {
  for (const { name, given } of permissions) {
    if (!given)
      io.out(
        words.say(
          message('cli.permissionMissing', { name: words.say(message(`permission.${name}`), now()) }),
          now(),
        ),
      )
  }
}

function keysFromEnv(env: Readonly<Record<string, string | undefined>>): MagentoKeys | null {
  const bearer = env.TILLBRIDGE_MAGENTO_TOKEN
  if (bearer !== undefined && bearer !== '') return { kind: 'bearer', token: bearer }
  return integration([
    env.TILLBRIDGE_MAGENTO_CONSUMER_KEY,
    env.TILLBRIDGE_MAGENTO_CONSUMER_SECRET,
    env.TILLBRIDGE_MAGENTO_ACCESS_TOKEN,
    env.TILLBRIDGE_MAGENTO_ACCESS_TOKEN_SECRET,
  ])
}

async function keysFromStdin({ io, words, now }: Telling, signal: AbortSignal): Promise<MagentoKeys | null> {
  if (io.asks) io.err(words.say(message('cli.pasteKeys'), now()))
  // One value is a token by itself only once an empty line says that no other follows.
  const enough = (text: string) => keysFromText(text)?.kind === 'integration' || /\n\s*\n$/.test(text)
  return keysFromText(await io.readStdin({ enough, secret: true, signal }))
}

/** Four values in the order in which Magento shows them, with or without their labels; one value is a bearer token. */
export function keysFromText(text: string): MagentoKeys | null {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return keysFromJson(trimmed)
  const values = trimmed.split(/\s+/).filter((word) => /^[A-Za-z0-9._-]{32,}$/.test(word))
  if (values.length === 1) return { kind: 'bearer', token: values[0] ?? '' }
  return values.length === 4 ? integration(values) : null
}

function keysFromJson(text: string): MagentoKeys | null {
  try {
    const value: unknown = JSON.parse(text)
    const withKind = MagentoKeys.safeParse({ kind: 'integration', ...Object(value) })
    return withKind.success ? withKind.data : null
  } catch {
    return null
  }
}

function integration(values: readonly (string | undefined)[]): MagentoKeys | null {
  const [consumerKey, consumerSecret, accessToken, accessTokenSecret] = values
  const keys = MagentoKeys.safeParse({
    kind: 'integration',
    consumerKey,
    consumerSecret,
    accessToken,
    accessTokenSecret,
  })
  return keys.success ? keys.data : null
}
