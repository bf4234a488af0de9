import { readFileSync } from 'node:fs'
import { wallClock } from './clock.ts'
import { type ControlRoutes, serveControl, serviceRoutes } from './control.ts'
import { generateShop } from './generator/generate.ts'
import { type Served, serve } from './http.ts'
import type { Catalogue } from './lightspeed/catalogue.ts'
import { tillRoutes } from './lightspeed/control.ts'
import { createLightspeed, type LightspeedSandbox } from './lightspeed/lightspeed.ts'
import type { Options } from './lightspeed/options.ts'
import { shopRoutes } from './magento/control.ts'
import { createMagento, type MagentoSandbox } from './magento/magento.ts'
import type { IntegrationKeys } from './magento/shop.ts'
import type { Settings } from './magento/state/model.ts'
import { pageRoutes } from './page/routes.ts'
import type { SandboxClock } from './types.ts'

const page = readFileSync(new URL('./page/page.html', import.meta.url), 'utf8')

/** Both stand-ins, whether on a wire or not. */
export type RunningServices = { lightspeed: LightspeedSandbox; magento: MagentoSandbox }

export type RunningSandbox = {
  /** `url` serves both the authorization and the API. */
  lightspeed: LightspeedSandbox & { url: string }
  /** A shop just installed, with an integration that may do everything. */
  magento: MagentoSandbox & { url: string; keys: IntegrationKeys }
  /** Where tests and the demo move the till and plan faults; at `/` a page on which a person does. */
  control: { url: string }
  close(): Promise<void>
}

/**
 * Starts the stand-ins on loopback, with a generated shop at the till.
 *
 * @param parts.items how many items the shop has
 * @param parts.seed the same seed makes the same shop and the same tokens
 * @param parts.catalogue what the till has instead of a generated shop
 * @param parts.lightspeedPort any free port by default, as the other ports
 */
export async function startSandbox(parts: {
  items: number
  seed: number
  catalogue?: Catalogue | undefined
  lightspeedPort?: number | undefined
  magentoPort?: number | undefined
  controlPort?: number | undefined
  clock?: SandboxClock | undefined
  lightspeedOptions?: Partial<Options> | undefined
  magentoOptions?: Partial<Settings> | undefined
}): Promise<RunningSandbox> {
  const clock = parts.clock ?? wallClock
  const lightspeed = createLightspeed({ clock, seed: parts.seed, options: parts.lightspeedOptions ?? {} })
  lightspeed.load(parts.catalogue ?? generateShop({ items: parts.items, seed: parts.seed }))

  const magento = createMagento({ clock, options: parts.magentoOptions ?? {} })
  magento.shop.sellsClothes()
  const keys = magento.shop.addIntegration('Tillbridge')

  const routes: ControlRoutes = {
    ...serviceRoutes('lightspeed', lightspeed),
    ...serviceRoutes('magento', magento),
    ...tillRoutes(lightspeed),
    ...shopRoutes(magento),
    ...pageRoutes({ lightspeed, magento }),
  }
  const served: Served[] = []
  const listen = async (starting: Promise<Served>): Promise<Served> => {
    const server = await starting
    served.push(server)
    return server
  }
  const close = async (): Promise<void> => {
    await Promise.all(served.map((server) => server.close()))
  }
  try {
    const till = await listen(serve(lightspeed.handle, { port: parts.lightspeedPort }))
    lightspeed.till.servePicturesAt(till.url)
    const shop = await listen(serve(magento.handle, { port: parts.magentoPort }))
    const control = await listen(serveControl(routes, page, parts.controlPort))
    return {
      lightspeed: { ...lightspeed, url: till.url },
      magento: { ...magento, url: shop.url, keys },
      control: { url: control.url },
      close,
    }
  } catch (cause) {
    await close()
    throw cause
  }
}
