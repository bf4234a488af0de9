import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Core } from '../../shared/contract.ts'
import { type Failure, message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { buildCore, holdFolder } from '../core.ts'
import type { Edge } from '../support/edge.ts'
import { ownerAddress } from './address.ts'
import { connectToOwner } from './client.ts'
import { serveOwner } from './serve.ts'

/** The core of a data folder: this process is its owner, or speaks to the process that is. */
export type Opened = {
  readonly core: Core
  /** True when this process owns the folder, runs the schedule and holds the secrets. */
  readonly owns: boolean
  /** Begins to follow the schedule; only an owner has one. */
  startSchedule(): void
  close(): Promise<void>
  /** The other process ended; never settles for an owner. */
  readonly ownerGone: Promise<void>
}

/** An owner that is just starting or ending is given this long. */
const PATIENCE_MS = 5_000
const BETWEEN_TRIES_MS = 100

/**
 * Opens the core of a data folder. One process owns a folder; every further one becomes its client.
 *
 * @returns a failure when the folder is held by a process that does not answer, or the ledger cannot be opened
 */
export async function openOwner(edge: Edge): Promise<Result<Opened, Failure>> {
  mkdirSync(edge.dataFolder, { recursive: true, mode: 0o700 })
  const address = ownerAddress(edge.dataFolder, process.platform, tmpdir())
  const end = edge.clock.now() + PATIENCE_MS
  do {
    const held = holdFolder(edge.dataFolder)
    if (held !== null) return own(edge, address, held)
    const client = await connectToOwner(address, secretOf(edge))
    if (client !== null) {
      return ok({
        core: client.core,
        owns: false,
        startSchedule: () => {},
        close: async () => client.close(),
        ownerGone: client.closed,
      })
    }
    await edge.clock.sleep(BETWEEN_TRIES_MS)
  } while (edge.clock.now() < end)
  return err({ message: message('failure.folderHeld', { folder: edge.dataFolder }) })
}

async function own(edge: Edge, address: string, held: { release(): void }): Promise<Result<Opened, Failure>> {
  const built = await buildCore(edge)
  if (!built.ok) {
    held.release()
    return built
  }
  const { core, startSchedule, close } = built.value
  const server = await serveOwner(core, address, secretOf(edge))
  return ok({
    core,
    owns: true,
    startSchedule,
    ownerGone: new Promise(() => {}),
    async close() {
      await server.close()
      await close()
      held.release()
    },
  })
}

/** The word that proves that a client may read this folder; made once, readable by this user only. */
function secretOf(edge: Edge): string {
  const file = join(edge.dataFolder, 'owner.secret')
  if (!existsSync(file)) {
    writeFileSync(file, Buffer.from(edge.random.bytes(32)).toString('hex'), { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
  }
  return readFileSync(file, 'utf8')
}
