import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { Run } from '../../shared/job.ts'
import { root } from '../root.ts'

const RunsAnswer = z.array(z.object({ run: Run }))

/**
 * The built command line as a merchant types it, each command shown before it runs.
 *
 * @param env says where the services and the data folder are
 */
export function openTillbridge(env: NodeJS.ProcessEnv) {
  /** Starts one command; progress goes to the terminal. */
  function start(...words: string[]) {
    console.log(`$ tillbridge ${words.join(' ')}`)
    return spawn(process.execPath, [join(root, 'out', 'cli', 'cli.js'), ...words], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
  }

  async function ended(child: ReturnType<typeof start>, mayEndWith: readonly number[]): Promise<void> {
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]
    if (!mayEndWith.includes(code)) throw new Error(`That command ended with ${code}`)
  }

  /** Runs a command and shows what it says. */
  async function shown(...words: string[]): Promise<void> {
    const child = start(...words)
    child.stdin.end()
    for await (const line of createInterface(child.stdout)) console.log(`  ${line}`)
    await ended(child, [0])
  }

  /** Runs a command that syncs. Items that need the merchant (3) or are held (4) are no failure of the demo. */
  async function runs(...words: string[]): Promise<Run[]> {
    const child = start(...words)
    child.stdin.end()
    const printed = await text(child.stdout)
    await ended(child, [0, 3, 4])
    return RunsAnswer.parse(JSON.parse(printed)).map((each) => each.run)
  }

  return {
    /** @param approve opens the address and agrees, as the merchant does in the browser; answers where it led */
    async connectLightspeed(clientId: string, approve: (url: string) => Promise<string>): Promise<void> {
      const child = start('connect', 'lightspeed', '--client-id', clientId)
      for await (const line of createInterface(child.stdout)) {
        if (/^https?:/.test(line)) child.stdin.end(`${await approve(line)}\n`)
        else console.log(`  ${line}`)
      }
      await ended(child, [0])
    },
    connectMagento: (url: string) => shown('connect', 'magento', '--url', url),
    status: () => shown('status'),
    sync: () => runs('sync', '--json'),
    go: () => runs('go', '--json'),
  }
}
