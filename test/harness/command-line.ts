import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

export const root = resolve(import.meta.dirname, '../..')

/** Two services that the command line is pointed at. */
export type Services = {
  readonly lightspeed: {
    readonly url: string
    readonly clientId: string
    /** The merchant's click on Allow: where the browser is sent. */
    approve(authorizeUrl: string): string
  }
  readonly magento: {
    readonly url: string
    readonly keys: {
      readonly consumerKey: string
      readonly consumerSecret: string
      readonly accessToken: string
      readonly accessTokenSecret: string
    }
  }
}

/** The command line with a data folder of its own, as a merchant has it before the first start. */
export function openCommandLine({ lightspeed, magento }: Services) {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-shop-'))
  const keyFile = join(folder, 'vault.key')
  writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 })
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    LANG: 'en_CA.UTF-8',
    TILLBRIDGE_HOME: join(folder, 'data'),
    TILLBRIDGE_VAULT_KEY_FILE: keyFile,
    TILLBRIDGE_LIGHTSPEED_AUTH_URL: lightspeed.url,
    TILLBRIDGE_LIGHTSPEED_API_URL: lightspeed.url,
    TILLBRIDGE_MAGENTO_CONSUMER_KEY: magento.keys.consumerKey,
    TILLBRIDGE_MAGENTO_CONSUMER_SECRET: magento.keys.consumerSecret,
    TILLBRIDGE_MAGENTO_ACCESS_TOKEN: magento.keys.accessToken,
    TILLBRIDGE_MAGENTO_ACCESS_TOKEN_SECRET: magento.keys.accessTokenSecret,
  }
  const start = (...words: string[]) =>
    spawn(process.execPath, [join(root, 'main/cli.ts'), ...words], { env: environment })

  /** One command of the command line, to its end. */
  async function tillbridge(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const child = start(...words)
    child.stdin.end()
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ])
    return { code: Number(code), out, err }
  }

  return {
    folder,
    environment,
    start,
    tillbridge,
    /** Connects both sides as a merchant does: agrees in the browser, gives the four keys. */
    async connect(): Promise<void> {
      const child = start('connect', 'lightspeed', '--client-id', lightspeed.clientId)
      const err = text(child.stderr)
      for await (const line of createInterface(child.stdout)) {
        if (/^https?:/.test(line)) child.stdin.end(`${lightspeed.approve(line)}\n`)
      }
      if (child.exitCode === null) await once(child, 'exit')
      if (child.exitCode !== 0)
        throw new Error(`connect lightspeed ended with ${child.exitCode}: ${await err}`)
      const magentoSide = await tillbridge('connect', 'magento', '--url', magento.url)
      if (magentoSide.code !== 0) throw new Error(magentoSide.err + magentoSide.out)
    },
    forget: (): void => rmSync(folder, { recursive: true, force: true }),
  }
}
