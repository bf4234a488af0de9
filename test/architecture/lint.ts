import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..')

const Answer = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      location: z.object({ path: z.string(), range: z.object({ start: z.object({ line: z.number() }) }) }),
    }),
  ),
})

/** One complaint of the linter; lines count from 1. */
export type Complaint = { path: string; line: number; message: string }

/** What one rule of this project's linter says about files (path → text), laid out in a folder of their own. */
export function lint(rule: string, files: Record<string, string>): readonly Complaint[] {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-lint-'))
  try {
    for (const name of ['biome.json', '.gitignore']) copyFileSync(join(root, name), join(folder, name))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
    const options = [`--only=${rule}`, '--max-diagnostics=none', '--reporter=rdjson']
    const { stdout } = spawnSync(process.execPath, [biome, 'lint', ...options, '.'], {
      cwd: folder,
      encoding: 'utf8',
    })
    return Answer.parse(JSON.parse(stdout)).diagnostics.map(({ message, location }) => ({
      path: location.path,
      line: location.range.start.line,
      message,
    }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
