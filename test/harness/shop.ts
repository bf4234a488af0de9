import type { Catalogue } from '../sandbox/lightspeed/catalogue.ts'
import type { Options } from '../sandbox/lightspeed/options.ts'
import { startSandbox } from '../sandbox/start.ts'
import { openCommandLine } from './command-line.ts'

export { root } from './command-line.ts'

export type Shop = Awaited<ReturnType<typeof openShop>>

/**
 * Both stand-ins on loopback, and the command line pointed at them.
 *
 * @param over what differs from a usual shop and a usual Lightspeed account
 */
export async function openShop(
  items: number,
  over: { seed?: number; catalogue?: Catalogue; lightspeed?: Partial<Options> } = {},
) {
  const sandbox = await startSandbox({
    items,
    seed: over.seed ?? 7,
    catalogue: over.catalogue,
    lightspeedOptions: over.lightspeed,
  })
  const { lightspeed, magento } = sandbox
  const { forget, ...commandLine } = openCommandLine({
    lightspeed: { ...lightspeed, clientId: lightspeed.options.clientId },
    magento,
  })
  return {
    sandbox,
    ...commandLine,
    async close(): Promise<void> {
      await sandbox.close()
      forget()
    },
  }
}
