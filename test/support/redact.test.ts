import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openLogFile } from '../../main/support/log-file.ts'
import { redact } from '../../main/support/redact.ts'

const canaries = {
  'an access token of Lightspeed':
    'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJqdGkiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ',
  'a refresh token': 'def50200c0ffee00c0ffee00c0ffee',
  'a consumer secret of Magento': 'canary0123456789canary0123456789'.slice(0, 32),
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test.each(Object.entries(canaries))('%s never reaches the log, wherever it stands', (_what, secret) => {
  for (const text of [
    secret,
    `Authorization: Bearer ${secret}`,
    `{"access_token":"${secret}"}`,
    `https://localhost/callback?code=${secret}&state=x`,
    `OAuth oauth_token="${secret}", oauth_signature="abc"`,
  ]) {
    expect(redact(text)).not.toContain(secret)
  }
})

test('what is no secret stays readable', () => {
  const line = 'page stored {"resource":"Item","rows":100,"ms":41}'
  expect(redact(line)).toBe(line)
})

test('a secret handed to the log as a fact is hidden in the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-log-'))
  folders.push(folder)
  const { log, file } = openLogFile(folder)
  log.warn('request failed', { header: `Bearer ${canaries['an access token of Lightspeed']}`, status: 401 })
  const written = readFileSync(file, 'utf8')
  expect(written).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z warn {2}request failed/)
  expect(written).not.toContain('eyJ')
})
