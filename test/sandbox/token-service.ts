import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { generate } from 'selfsigned'
import { z } from 'zod'

const program = resolve(import.meta.dirname, '../../main/cli.ts')

/** A client as Lightspeed registers one that keeps its secret. */
export const sandboxSecret = 'sandbox-client-secret'

const Serving = z.object({ url: z.string(), fingerprint: z.string().nullable() })

export type RunningTokenService = {
  url: string
  /** Of its self-signed certificate. */
  fingerprint: string
  /** Its folder: what it keeps, its log, its key file. */
  folder: string
  /** Makes a key with the command line, as its keeper would. */
  addKey(name: string): Promise<string>
  /** One command of `tillbridge token-service …`. */
  command(words: readonly string[], input?: string): Promise<{ code: number; out: string; err: string }>
  /** Connects it anew, the client's secret on stdin and not in the environment; answers what it printed. */
  connectFromStdin(secret: string): Promise<{ code: number; out: string; err: string }>
  /** Ends the process at once, as a power cut does. */
  kill(): Promise<void>
  /** Starts it again at the same address, on the same folder. */
  start(): Promise<void>
  pid(): number
  close(): Promise<void>
}

/**
 * The real token service as a process of its own, connected with a sandbox that has a confidential client, behind a
 * certificate that nobody vouches for.
 *
 * @param parts.approve the click on Allow
 * @param parts.authUrl where it finds the authorization server, when not at the sandbox itself
 */
export async function startTokenService(parts: {
  lightspeed: { url: string; options: { clientId: string }; approve(authorizeUrl: string): string }
  authUrl?: string
}): Promise<RunningTokenService> {
  const { lightspeed } = parts
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-tokens-'))
  const keyFile = join(folder, 'vault.key')
  writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 })
  const pair = await generate([{ name: 'commonName', value: 'token service' }], {
    keyType: 'ec',
    algorithm: 'sha256',
  })
  const certificateFile = join(folder, 'certificate.pem')
  const privateKeyFile = join(folder, 'certificate-key.pem')
  writeFileSync(certificateFile, pair.cert)
  writeFileSync(privateKeyFile, pair.private, { mode: 0o600 })

  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    LANG: 'en_CA.UTF-8',
    TILLBRIDGE_HOME: join(folder, 'data'),
    TILLBRIDGE_VAULT_KEY_FILE: keyFile,
    TILLBRIDGE_LIGHTSPEED_AUTH_URL: parts.authUrl ?? lightspeed.url,
    TILLBRIDGE_LIGHTSPEED_API_URL: lightspeed.url,
    TILLBRIDGE_LIGHTSPEED_CLIENT_SECRET: sandboxSecret,
  }
  const run = (...words: readonly string[]): ChildProcess =>
    spawn(process.execPath, [program, 'token-service', ...words], { env: environment })

  async function connectFromStdin(secret: string) {
    const { TILLBRIDGE_LIGHTSPEED_CLIENT_SECRET: _unused, ...env } = environment
    const words = ['token-service', 'connect', '--client-id', lightspeed.options.clientId, '--secret-stdin']
    const child = spawn(process.execPath, [program, ...words], { env })
    const err = said(child.stderr)
    child.stdin.write(`${secret}\n`)
    const lines: string[] = []
    for await (const line of createInterface(child.stdout)) {
      lines.push(line)
      if (/^https?:/.test(line)) child.stdin.end(`${lightspeed.approve(line)}\n`)
    }
    if (child.exitCode === null) await once(child, 'exit')
    return { code: Number(child.exitCode), out: lines.join('\n'), err: await err }
  }

  async function command(words: readonly string[], input = '') {
    const child = run(...words)
    child.stdin?.end(input)
    const [out, err, [code]] = await Promise.all([
      said(child.stdout),
      said(child.stderr),
      once(child, 'exit'),
    ])
    return { code: Number(code), out, err }
  }

  async function connect(): Promise<void> {
    const child = run('connect', '--client-id', lightspeed.options.clientId)
    const failed = said(child.stderr)
    if (child.stdout !== null)
      for await (const line of createInterface(child.stdout))
        if (/^https?:/.test(line)) child.stdin?.end(`${lightspeed.approve(line)}\n`)
    if (child.exitCode === null) await once(child, 'exit')
    if (child.exitCode !== 0) throw new Error(`the token service is not connected: ${await failed}`)
  }

  let server: ChildProcess | null = null
  let port = '0'
  async function serve(): Promise<z.infer<typeof Serving>> {
    const child = run(
      '--json',
      ...['--port', port],
      ...['--certificate', certificateFile],
      ...['--certificate-key', privateKeyFile],
    )
    server = child
    const failed = said(child.stderr)
    if (child.stdout !== null)
      for await (const line of createInterface(child.stdout)) {
        const serving = Serving.parse(JSON.parse(line))
        port = new URL(serving.url).port
        return serving
      }
    throw new Error(`the token service did not start: ${await failed}`)
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = server
    server = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }

  try {
    await connect()
    const { url, fingerprint } = await serve()
    return {
      url,
      fingerprint: fingerprint ?? '',
      folder,
      command,
      connectFromStdin,
      addKey: async (name) => {
        const { code, out, err } = await command(['key', 'add', name, '--json'])
        if (code !== 0) throw new Error(err)
        return z.object({ key: z.string() }).parse(JSON.parse(out)).key
      },
      kill: () => end('SIGKILL'),
      start: async () => void (await serve()),
      pid: () => server?.pid ?? 0,
      close: async () => {
        await end('SIGTERM')
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (cause) {
    await end('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
    throw cause
  }
}

const said = async (stream: ChildProcess['stdout']): Promise<string> => (stream === null ? '' : text(stream))
