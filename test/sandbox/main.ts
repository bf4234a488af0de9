import { parseArgs } from 'node:util'
import { fastClock, wallClock } from './clock.ts'
import { usualOptions } from './lightspeed/options.ts'
import { createMagento } from './magento/magento.ts'
import { startSandbox } from './start.ts'
import { readSwitches } from './switches.ts'
import { sandboxSecret, startTokenService } from './token-service.ts'

const usage = `Stand-ins for Lightspeed Retail and Magento 2 on this computer.

  --items <n>             items at the till (500)
  --seed <n>              which shop (7)
  --lightspeed-port <n>   any free port by default
  --magento-port <n>
  --control-port <n>
  --speed <n>             run the services' clock n times as fast (1)
  --till <json>           switches of the till, such as '{"registers":3}'
  --shop <json>           switches of the shop, such as '{"maxPageSize":300}'
  --token-service         the client has a secret, and the real token service holds it

docs/sandbox.md names the switches.
`

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '500' },
    seed: { type: 'string', default: '7' },
    'lightspeed-port': { type: 'string' },
    'magento-port': { type: 'string' },
    'control-port': { type: 'string' },
    speed: { type: 'string', default: '1' },
    till: { type: 'string', default: '{}' },
    shop: { type: 'string', default: '{}' },
    'token-service': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)

if (values.help) {
  process.stdout.write(usage)
} else {
  const speed = Number(values.speed)
  const sandbox = await startSandbox({
    items: Number(values.items),
    seed: Number(values.seed),
    lightspeedPort: number(values['lightspeed-port']),
    magentoPort: number(values['magento-port']),
    controlPort: number(values['control-port']),
    clock: speed === 1 ? wallClock : fastClock(speed),
    lightspeedOptions: {
      ...(values['token-service'] ? { clientSecret: sandboxSecret } : {}),
      ...readSwitches(values.till, usualOptions),
    },
    magentoOptions: readSwitches(values.shop, createMagento({ clock: wallClock }).shop.settings),
  })
  const { lightspeed, magento, control } = sandbox
  const service = values['token-service'] ? await startTokenService({ lightspeed }) : undefined
  const connectTill =
    service === undefined
      ? `tillbridge connect lightspeed --client-id ${lightspeed.options.clientId}`
      : `export TILLBRIDGE_TOKEN_SERVICE_KEY=${await service.addKey('sandbox')}
tillbridge connect lightspeed --token-service ${service.url} --fingerprint ${service.fingerprint}`
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = magento.keys
  process.stdout.write(`Lightspeed  ${lightspeed.url}  (account ${lightspeed.options.accountID}, ${values.items} items)
Magento     ${magento.url}  (empty, with an integration)
Play        ${control.url}  (open it in a browser)

export TILLBRIDGE_LIGHTSPEED_AUTH_URL=${lightspeed.url}
export TILLBRIDGE_LIGHTSPEED_API_URL=${lightspeed.url}
export TILLBRIDGE_MAGENTO_CONSUMER_KEY=${consumerKey}
export TILLBRIDGE_MAGENTO_CONSUMER_SECRET=${consumerSecret}
export TILLBRIDGE_MAGENTO_ACCESS_TOKEN=${accessToken}
export TILLBRIDGE_MAGENTO_ACCESS_TOKEN_SECRET=${accessTokenSecret}
${connectTill}
tillbridge connect magento --url ${magento.url}

Allow a program:   curl ${control.url}/approve -d '{"url":"<authorize address>"}'
Sell at the till:  curl ${control.url}/till/sell -d '{"itemID":1,"quantity":2}'
All verbs:         curl ${control.url}/verbs
Stop with Ctrl-C.
`)
  const stop = async (): Promise<void> => {
    await service?.close()
    await sandbox.close()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}
