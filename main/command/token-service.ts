import type { Command } from 'commander'
import { message } from '../../shared/message.ts'
import type { TokenServiceDesk } from '../../shared/token-service.ts'
import { anything } from './connect.ts'
import type { Help } from './help.ts'
import { type ExitCode, type Telling, tellAnswer, tellFailure } from './io.ts'
import { table } from './table.ts'
import { aborted } from './terminal.ts'

type Doing = { readonly desk: TokenServiceDesk; readonly telling: Telling; readonly signal: AbortSignal }
type Perform = (does: (doing: Doing) => Promise<ExitCode>) => Promise<void>
type Verb = (name: string, about: string, parent?: Command) => Command

/** The secret of the client comes from here or from stdin: on the command line every user of the computer could read it. */
const SECRET = 'TILLBRIDGE_LIGHTSPEED_CLIENT_SECRET'
const HOST = '127.0.0.1'
const PORT = 48_916

/** `token-service`: serves; and what has to be done with it from time to time. */
export function addTokenService(verb: Verb, help: Help, perform: Perform): void {
  const service = verb('token-service', help('tokenService'))
    .option('--host <address>', help('host'), HOST)
    .option('--port <n>', help('port'), String(PORT))
    .option('--certificate <file>', help('certificate'))
    .option('--certificate-key <file>', help('certificateKey'))
    .action((options: ServeOptions) => perform((doing) => serveTokens(doing, options)))
  verb('connect', help('serviceConnect'), service)
    .requiredOption('--client-id <id>', help('serviceClientId'))
    .option('--secret-stdin', help('secretStdin'))
    .action((options: ConnectOptions) => perform((doing) => connectService(doing, options)))
  verb('disconnect', help('serviceDisconnect'), service)
    .option('--account <id>', help('disconnectAccount'))
    .action((options: { account?: string }) =>
      perform((doing) => disconnectService(doing, options.account ?? null)),
    )
  const key = verb('key', help('keys'), service)
  verb('add', help('keyAdd'), key)
    .argument('<name>')
    .option('--account <id>', help('account'))
    .action((name: string, options: { account?: string }) =>
      perform((doing) => addKey(doing, name, options.account ?? null)),
    )
  verb('list', help('keyList'), key).action(() => perform(listKeys))
  verb('revoke', help('keyRevoke'), key)
    .argument('<name>')
    .action((name: string) => perform((doing) => revokeKey(doing, name)))
}

type ConnectOptions = { clientId: string; secretStdin?: boolean }

/** From the environment; where it is wanted so, or somebody can be asked, as the first line of stdin, unseen. */
async function readSecret(
  { telling: { io, words, now }, signal }: Doing,
  fromStdin: boolean,
): Promise<string> {
  const given = fromStdin ? '' : (io.env[SECRET] ?? '')
  if (given !== '' || !(fromStdin || io.asks)) return given
  if (io.asks) io.err(words.say(message('tokenService.pasteSecret'), now()))
  return (await io.readStdin({ enough: anything, secret: true, more: true, signal })).trim()
}

async function connectService(
  doing: Doing,
  { clientId: id, secretStdin = false }: ConnectOptions,
): Promise<ExitCode> {
  const { desk, telling, signal } = doing
  const { io, words, now } = telling
  const secret = await readSecret(doing, secretStdin)
  if (secret === '') return tellFailure(telling, { message: message('tokenService.noSecret') })
  const begun = await desk.begin({ id, secret })
  if (!begun.ok) return tellFailure(telling, begun.error)
  if (telling.json) io.out(JSON.stringify(begun.value))
  else {
    io.out(words.say(message('cli.openAddress'), now()))
    io.out(begun.value.authorizeUrl)
    io.out(words.say(message('cli.pasteAddress', { seconds: begun.value.codeSeconds }), now()))
  }
  const redirected = (await io.readStdin({ enough: anything, secret: false, signal })).trim()
  if (redirected === '') return tellFailure(telling, { message: message('cli.nothingPasted') })
  return tellAnswer(telling, await desk.finish(redirected), ({ name, accountId }) =>
    io.out(words.say(message('tokenService.connected', { name, accountId }), now())),
  )
}

async function disconnectService({ desk, telling }: Doing, accountId: string | null): Promise<ExitCode> {
  const { io, words, now } = telling
  return tellAnswer(telling, await desk.disconnect(accountId), ({ accountId: ended, revoked, keys }) => {
    const what = revoked ? 'tokenService.disconnected' : 'tokenService.disconnectedHere'
    io.out(words.say(message(what, { accountId: ended }), now()))
    if (keys.length > 0)
      io.out(words.say(message('tokenService.keysWithout', { keys: keys.join(', ') }), now()))
  })
}

async function addKey({ desk, telling }: Doing, name: string, accountId: string | null): Promise<ExitCode> {
  const { io, words, now } = telling
  return tellAnswer(telling, await desk.addKey(name, accountId), (added) => {
    io.out(words.say(message('tokenService.keyAdded', { name, accountId: added.accountId }), now()))
    io.out(added.key)
  })
}

async function listKeys({ desk, telling }: Doing): Promise<ExitCode> {
  const { io, words, now } = telling
  return tellAnswer(telling, await desk.keys(), (keys) => {
    if (keys.length === 0) io.out(words.say(message('tokenService.noKeys'), now()))
    const rows = keys.map(({ name, accountId, addedAt }) => [name, accountId, words.exact(addedAt)])
    for (const line of table(rows)) io.out(line)
  })
}

async function revokeKey({ desk, telling }: Doing, name: string): Promise<ExitCode> {
  const { io, words, now } = telling
  return tellAnswer(telling, await desk.revokeKey(name), () =>
    io.out(words.say(message('tokenService.keyRevoked', { name }), now())),
  )
}

type ServeOptions = { host: string; port: string; certificate?: string; certificateKey?: string }

async function serveTokens({ desk, telling, signal }: Doing, options: ServeOptions): Promise<ExitCode> {
  const { io, words, now } = telling
  const { host, certificate, certificateKey } = options
  const port = Number(options.port)
  const isPort = Number.isInteger(port) && port >= 0 && port <= 65_535
  if (!isPort || (certificate === undefined) !== (certificateKey === undefined)) {
    io.err(words.say(message('tokenService.usage'), now()))
    return 2
  }
  const tls =
    certificate === undefined || certificateKey === undefined
      ? null
      : { certificateFile: certificate, keyFile: certificateKey }
  const serving = await desk.serve({ host, port, tls })
  if (!serving.ok) return tellFailure(telling, serving.error)
  const { url, fingerprint, accounts, keys, close } = serving.value
  if (telling.json) io.out(JSON.stringify({ url, fingerprint, accounts, keys }))
  else {
    io.out(words.say(message('tokenService.serving', { url, accounts, keys }), now()))
    if (fingerprint !== null) io.out(words.say(message('tokenService.fingerprint', { fingerprint }), now()))
  }
  await aborted(signal)
  await close()
  if (!telling.json) io.out(words.say(message('cli.stopping'), now()))
  return 0
}
