import { startSandbox } from '../start.ts'
import { createFindings, type Findings } from './findings.ts'
import { installStrangers } from './install.ts'
import { driveLightspeed } from './lightspeed.ts'
import { driveMagento } from './magento.ts'

// Two clients that know nothing of this project, driven against the sandbox as they would be against the real services.

installStrangers()
const sandbox = await startSandbox({
  items: 250,
  seed: 7,
  lightspeedOptions: { clientSecret: 'a secret of the sandbox', registers: 20 },
})

/** What the strangers print themselves is no finding. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log, warn, error } = console
  Object.assign(console, { log: () => {}, warn: () => {}, error: () => {} })
  try {
    await work()
  } finally {
    Object.assign(console, { log, warn, error })
  }
}

async function driven(name: string, drive: (findings: Findings) => Promise<void>): Promise<number> {
  const findings = createFindings()
  await quietly(() => drive(findings)).catch((cause: unknown) =>
    findings.expect('comes to its end', String(cause), 'the end'),
  )
  console.log(`\n${name}`)
  for (const { title, holds, detail } of findings.all())
    console.log(`  ${holds ? 'as the real one ' : 'NOT as the real '} ${title}${holds ? '' : `: ${detail}`}`)
  return findings.all().filter(({ holds }) => !holds).length
}

const wrong =
  (await driven('lightspeed-retail-sdk 3.5.0', (findings) => driveLightspeed(sandbox, findings))) +
  (await driven('magento-api-rest 2.0.4', (findings) => driveMagento(sandbox, findings)))
await sandbox.close()
console.log(wrong === 0 ? '\nNeither stranger noticed a difference.' : `\n${wrong} differences.`)
process.exit(wrong === 0 ? 0 : 1)
