import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { ownerAddress } from '../../../main/owner/address.ts'
import { connectToOwner, type OwnerClient } from '../../../main/owner/client.ts'
import { systemClock } from '../../../main/support/clock.ts'
import type { CallKey, Input, Output } from '../../../shared/contract.ts'
import type { Job, Run, Scope } from '../../../shared/job.ts'
import { root } from '../../harness/shop.ts'

export type MeasuredCore = Awaited<ReturnType<typeof startCore>>

/**
 * The command line as it ships, following its schedule in a process of its own, asked over its local socket.
 *
 * @param environment names the data folder and the services; both sides are connected, the schedule is paused
 */
export async function startCore(environment: NodeJS.ProcessEnv) {
  const program = [join(root, 'out', 'cli', 'cli.js'), 'run']
  const probe = join(import.meta.dirname, 'probe.mjs')
  const child = spawn(process.execPath, ['--import', probe, ...program], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const owner = await ownerOf(String(environment.TILLBRIDGE_HOME), child)

  async function ask<K extends CallKey>(key: K, input: Input<K>): Promise<Output<K>> {
    const said = await owner.core.ask(key, input)
    if (!said.ok) throw new Error(`${key}: ${JSON.stringify(said.error)}`)
    return said.value
  }

  async function ended(run: Run | undefined): Promise<Run> {
    if (run === undefined) throw new Error('No run was started')
    const { outcome, ...rest } = await ask('awaitRun', { runId: run.id })
    if (outcome === null || outcome.kind === 'failed' || outcome.kind === 'stopped-by-guard')
      throw new Error(`The run ended early: ${JSON.stringify(outcome)}`)
    return { outcome, ...rest }
  }

  return {
    async run(job: Job, scope: Scope['kind'] & ('changed' | 'full') = 'changed'): Promise<Run> {
      const mode = { scope: { kind: scope }, force: false, dryRun: false }
      const { started } = await ask('startRun', { jobs: [job], mode, trigger: 'command-line' })
      return ended(started[0])
    },
    /** The merchant says go; answers the runs that this begins. */
    async go(): Promise<Run[]> {
      await ask('go', { trigger: 'command-line' })
      const { running } = await ask('status', {})
      return Promise.all(running.map(ended))
    },
    /** The merchant says yes to whatever is asked, and what waited for that is done. */
    async agree(): Promise<void> {
      for (const { id } of await ask('decisions', {})) {
        await ask('decide', { id, answer: 'yes', trigger: 'command-line' })
        const { running } = await ask('status', {})
        await Promise.all(running.map(ended))
      }
    },
    /** What the process needed while something was done: memory and thread, each at its highest, and processor time. */
    async measured(work: () => Promise<void>): Promise<Needed> {
      // the high-water mark begins anew: https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html
      writeFileSync(`/proc/${child.pid}/clear_refs`, '5')
      await probed(child)
      await work()
      return { peakMb: peakMemoryMb(child), ...(await probed(child)) }
    },
    async close(): Promise<void> {
      owner.close()
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}

/** The owner listens a moment after it was started. */
async function ownerOf(folder: string, child: ChildProcess): Promise<OwnerClient> {
  const address = ownerAddress(folder, process.platform, tmpdir())
  while (child.exitCode === null) {
    const owner = await connectToOwner(
      address,
      readFileSync(join(folder, 'owner.secret'), 'utf8'),
      systemClock,
    )
    if (owner !== null) return owner
    await delay(50)
  }
  throw new Error(`The command line ended with ${child.exitCode}`)
}

function peakMemoryMb({ pid }: ChildProcess): number {
  const line = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  if (line === null) throw new Error('This system does not tell how much memory a process had at most')
  return Number(line[1]) / 1024
}

const Probed = z.object({ blockedMs: z.number(), busyMs: z.number(), cpuMs: z.number() })

/** What a process needed for a piece of work. */
export type Needed = z.infer<typeof Probed> & { readonly peakMb: number }

/** What the probe in the process has seen since it was last asked. */
async function probed(child: ChildProcess): Promise<z.infer<typeof Probed>> {
  child.send({})
  const [message] = await once(child, 'message')
  return Probed.parse(message)
}
