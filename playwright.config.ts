import { defineConfig } from '@playwright/test'

// The desktop tests: a real Electron on a real desktop, one at a time because they share its tray.
export default defineConfig({
  testDir: 'test/desktop',
  testIgnore: process.platform === 'linux' ? [] : ['packaged.test.ts'], // the folder is packaged on Linux
  outputDir: 'test-artefacts/desktop',
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  globalTimeout: 900_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
})
