#!/usr/bin/env node
// Stands in for `fpm`, which electron-builder calls to make a .deb and Debian does not ship: the same arguments,
// the work done by `dpkg-deb`, compressed with zstd, which takes seconds where the xz that is asked for takes
// minutes. electron-builder finds it through CUSTOM_FPM_PATH.

import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

const text = { type: 'string', default: '' } as const
const list = { type: 'string', multiple: true, default: [] as string[] } as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'input-type': { ...text, short: 's' },
    'output-type': { ...text, short: 't' },
    force: { type: 'boolean' },
    depends: { ...list, short: 'd' },
    'deb-recommends': list,
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
  },
})

/** Lays `from=/to` out under the folder; a `from` that ends in a slash means what is in it. */
function copyInto(folder: string, mapping: string): void {
  const split = mapping.lastIndexOf('=')
  const from = mapping.slice(0, split)
  const to = join(folder, mapping.slice(split + 1))
  mkdirSync(from.endsWith('/') ? to : dirname(to), { recursive: true })
  execFileSync('cp', ['--archive', from.endsWith('/') ? `${from}.` : from, to])
}

function installedKilobytes(folder: string): string {
  return (
    execFileSync('du', ['--summarize', '--block-size=1024', folder], { encoding: 'utf8' }).split('\t')[0] ??
    '0'
  )
}

function controlFile(folder: string): string {
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': installedKilobytes(folder),
    Depends: values.depends.join(', '),
    Recommends: values['deb-recommends'].join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: values.description,
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== '')
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}

const folder = mkdtempSync(join(tmpdir(), 'tillbridge-deb-'))
try {
  chmodSync(folder, 0o755)
  for (const mapping of positionals) copyInto(folder, mapping)
  const control = controlFile(folder)
  mkdirSync(join(folder, 'DEBIAN'))
  writeFileSync(join(folder, 'DEBIAN', 'control'), control)
  for (const [script, source] of [
    ['postinst', values['after-install']],
    ['postrm', values['after-remove']],
  ] as const) {
    copyFileSync(source, join(folder, 'DEBIAN', script))
    chmodSync(join(folder, 'DEBIAN', script), 0o755)
  }
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zzstd', '--build', folder, values.package])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
