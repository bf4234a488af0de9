import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './root.ts'

/** Where a package's own program lies, to be run under this Node. */
function programIn(name: string, path: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), path)
}

export const programs = {
  biome: programIn('@biomejs/biome', 'bin/biome'),
  electronBuilder: programIn('electron-builder', 'cli.js'),
  electronVite: programIn('electron-vite', 'bin/electron-vite.js'),
  playwright: programIn('@playwright/test', 'cli.js'),
  tsc: programIn('typescript', 'bin/tsc'),
  vitest: programIn('vitest', 'vitest.mjs'),
} as const

/** Runs a program in the project's folder, what it prints in sight, and gives its exit code. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): number {
  const stdio = ['ignore', 'inherit', 'inherit'] as const
  return spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: [...stdio], env }).status ?? 1
}
