import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Core } from '../../shared/contract.ts'
import { type Failure, type Message, message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { buildCore, holdFolder } from '../core.ts'
import type { Edge } from '../support/edge.ts'
import { systemFault } from '../support/system-fault.ts'
import { ownerAddress } from './address.ts'
import { connectToOwner } from './client.ts'
import { openRenewed } from './renewed.ts'
import { serveOwner } from './serve.ts'

/** The core of a data folder: this process is its owner, or speaks to the process that is. */
export type Opened = {
  readonly core: Core
  /** True when this process owns the folder, runs the schedule and holds the secrets. */
  readonly owns: boolean
  /** The ledger was damaged when it was opened: what became of it. */
  readonly mended: Message | null
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
 * @returns a failure when the folder is held by a process that does not answer, or folder or ledger cannot be used
 */
export async function openOwner(edge: Edge): Promise<Result<Opened, Failure>> {
  try {
    return await openFolder(edge)
  } catch (cause) {
    const fault = systemFault(cause)
    if (fault === null) throw cause
    return err({ message: fault, details: String(cause) })
  }
}

async function openFolder(edge: Edge): Promise<Result<Opened, Failure>> {
  mkdirSync(edge.dataFolder, { recursive: true, mode: 0o700 })
  const address = ownerAddress(edge.dataFolder, process.platform, tmpdir())
  const end = edge.clock.now() + PATIENCE_MS
  do {
    const held = holdFolder(edge.dataFolder)
    if (held !== null) return own(edge, address, held)
    const secret = knownSecret(edge.dataFolder)
    const client = secret === null ? null : await connectToOwner(address, secret, edge.clock)
    if (client !== null) {
      return ok({
        core: client.core,
        owns: false,
        mended: null,
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
  // Before the core is built, which may take long: who waits for this process then reads the right one.
  const secret = newSecret(edge)
  const built = await openRenewed(() => buildCore(edge))
  if (!built.ok) {
    held.release()
    return built
  }
  const { core, mended, startSchedule, close } = built.value
  const server = await serveOwner(core, address, secret)
  return ok({
    core,
    owns: true,
    mended,
    startSchedule,
    ownerGone: new Promise(() => {}),
    async close() {
      try {
        await server.close()
        await close()
      } finally {
        held.release()
      }
    },
  })
}

const secretFile = (dataFolder: string): string => join(dataFolder, 'owner.secret')

/**
 * The word that proves that a client may read this folder, readable by this user only. Each owner makes its own, in one
 * step, so that nobody reads half of it.
 */
function newSecret({ dataFolder, random }: Edge): string {
  const secret = Buffer.from(random.bytes(32)).toString('hex')
  const made = `${secretFile(dataFolder)}.new`
  writeFileSync(made, secret, { mode: 0o600 })
  renameSync(made, secretFile(dataFolder))
  return secret
}

/** Null before the first owner has made one. */
function knownSecret(dataFolder: string): string | null {
  const file = secretFile(dataFolder)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
