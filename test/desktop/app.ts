import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import { root } from '../harness/shop.ts'
import { type TrayItem, trayItemOf } from './bus.ts'

export const artefacts = join(root, 'test-artefacts/screens')
mkdirSync(artefacts, { recursive: true })

/** The real app in the real Electron, as the merchant starts it (`--hidden`: as it starts at login). */
export async function startApp(
  environment: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<ElectronApplication> {
  const executablePath = process.env.ELECTRON_EXEC_PATH
  if (executablePath === undefined)
    throw new Error('ELECTRON_EXEC_PATH is not set: run these tests through npm test')
  const env = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined),
  ) as Record<string, string>
  return _electron.launch({ executablePath, args: ['--no-sandbox', root, ...args], env })
}

export async function trayOf(app: ElectronApplication): Promise<TrayItem> {
  const pid = app.process().pid ?? 0
  await expect.poll(() => trayItemOf(pid), { message: 'the icon stands in the tray' }).not.toBeNull()
  const item = trayItemOf(pid)
  if (item === null) throw new Error('The icon left the tray')
  return item
}

/** A picture of a page, kept as an artefact. */
export const keepScreen = (page: Page, name: string) =>
  page.screenshot({ path: join(artefacts, `${name}.png`) })

/** A page in both themes, kept as pictures; axe finds nothing on it. */
export async function lookInBothThemes(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await keepScreen(page, `${name}-${colorScheme}`)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }
}
