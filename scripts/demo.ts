import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { startSandbox } from '../test/sandbox/start.ts'
import { buildApp } from './build.ts'
import { openTillbridge } from './demo/command-line.ts'
import { measure, table } from './demo/report.ts'
import { busyHour } from './demo/till.ts'
import { root } from './root.ts'
import { electronRuntime, runtimeEnvironment } from './runtime.ts'
import { ensureSystem, needs } from './system.ts'

// The whole way once, on this computer alone: stand-ins of both services, and between them the real program,
// connected as a merchant would connect it. With a display the app's window opens on the same data and stays.

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
if (hasDisplay) ensureSystem(needs.window)
const runtime = hasDisplay ? await electronRuntime() : undefined
buildApp()

// A data folder of the demo's own, new each time, because the stand-ins begin anew each time too.
const home = join(root, '.demo')
const keyFile = join(home, 'vault.key')
rmSync(home, { recursive: true, force: true })
mkdirSync(home, { mode: 0o700 })
writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 })

const sandbox = await startSandbox({ items: 500, seed: 7 })
const { lightspeed, magento } = sandbox
const environment = {
  ...process.env,
  TILLBRIDGE_HOME: join(home, 'data'),
  TILLBRIDGE_VAULT_KEY_FILE: keyFile,
  TILLBRIDGE_LIGHTSPEED_AUTH_URL: lightspeed.url,
  TILLBRIDGE_LIGHTSPEED_API_URL: lightspeed.url,
  TILLBRIDGE_MAGENTO_CONSUMER_KEY: magento.keys.consumerKey,
  TILLBRIDGE_MAGENTO_CONSUMER_SECRET: magento.keys.consumerSecret,
  TILLBRIDGE_MAGENTO_ACCESS_TOKEN: magento.keys.accessToken,
  TILLBRIDGE_MAGENTO_ACCESS_TOKEN_SECRET: magento.keys.accessTokenSecret,
}
const tillbridge = openTillbridge(environment)

console.log(`\n${lightspeed.options.accountName}: 500 items at the till, an empty web shop.\n`)
await tillbridge.connectLightspeed(lightspeed.options.clientId, (url) =>
  approveOver(sandbox.control.url, url),
)
await tillbridge.connectMagento(magento.url)

console.log('\nThe first sync reads and plans; nothing is written before go.')
const first = await measure(sandbox, async () => [...(await tillbridge.sync()), ...(await tillbridge.go())])
const again = await measure(sandbox, () => tillbridge.sync())

console.log('\nA busy hour at the till:')
for (const line of await busyHour(sandbox)) console.log(`  ${line}`)
const after = await measure(sandbox, () => tillbridge.sync())

console.log(`\n${table({ 'first sync': first, 'once more': again, 'after that hour': after })}\n`)
await tillbridge.status()

if (runtime === undefined) {
  console.log('\nThere is no display, so the window stays closed. Run this on a desktop to see it.')
} else {
  console.log(
    'The window opens on the same data, with the schedule running. Quit it, or press Ctrl-C, to end.',
  )
  console.log(
    `Sell, receive and change things at the till yourself, and watch the shop: ${sandbox.control.url}`,
  )
  const app = spawn(runtime.executable, [root], { env: { ...environment, ...runtimeEnvironment(runtime) } })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal))
  await once(app, 'exit')
}
await sandbox.close()

async function approveOver(control: string, url: string): Promise<string> {
  const answer = await fetch(`${control}/approve`, { method: 'POST', body: JSON.stringify({ url }) })
  return z.object({ location: z.string() }).parse(await answer.json()).location
}
