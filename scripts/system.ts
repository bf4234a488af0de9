import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A Debian package, and what shows that it (or its like in another distribution) is there. */
type SystemPackage = { name: string; proof: { command: string } | { library: string } | { file: string } }

/** What an Electron window needs to open at all. */
const window: readonly SystemPackage[] = [
  { name: 'libgtk-3-0', proof: { library: 'libgtk-3.so.0' } },
  { name: 'libnss3', proof: { library: 'libnss3.so' } },
  { name: 'libasound2', proof: { library: 'libasound.so.2' } },
  { name: 'libgbm1', proof: { library: 'libgbm.so.1' } },
  { name: 'libxss1', proof: { library: 'libXss.so.1' } },
  { name: 'libnotify4', proof: { library: 'libnotify.so.4' } },
  { name: 'libsecret-1-0', proof: { library: 'libsecret-1.so.0' } },
  { name: 'unzip', proof: { command: 'unzip' } },
]

/** The desktop on which the tests click: a screen, a panel with a tray, notifications, a keyring, fonts. */
const desktop: readonly SystemPackage[] = [
  { name: 'xvfb', proof: { command: 'Xvfb' } },
  { name: 'xauth', proof: { command: 'xauth' } },
  { name: 'dbus', proof: { command: 'dbus-run-session' } },
  { name: 'dbus-x11', proof: { command: 'dbus-launch' } },
  { name: 'openbox', proof: { command: 'openbox' } },
  { name: 'xfce4-panel', proof: { command: 'xfce4-panel' } },
  { name: 'dunst', proof: { command: 'dunst' } },
  { name: 'libnotify-bin', proof: { command: 'notify-send' } },
  { name: 'libglib2.0-bin', proof: { command: 'gdbus' } },
  { name: 'xdotool', proof: { command: 'xdotool' } },
  { name: 'x11-utils', proof: { command: 'xwininfo' } },
  { name: 'imagemagick', proof: { command: 'import' } },
  { name: 'gnome-keyring', proof: { command: 'gnome-keyring-daemon' } },
  { name: 'fonts-dejavu-core', proof: { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' } },
  { name: 'fonts-vlgothic', proof: { file: '/usr/share/fonts/truetype/vlgothic/VL-PGothic-Regular.ttf' } }, // Japanese
]

/** What the packager needs: an archiver, and Debian's own tool for its packages. */
const packaging: readonly SystemPackage[] = [
  { name: 'p7zip-full', proof: { command: '7za' } },
  { name: 'dpkg', proof: { command: 'dpkg-deb' } },
]

export const needs = { window, desktop, packaging } as const

function hasCommand(name: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Names of the shared libraries that the dynamic linker finds. */
function sharedLibraries(): ReadonlySet<string> {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find(existsSync)
  if (ldconfig === undefined) return new Set()
  const listed = execFileSync(ldconfig, ['-p'], { encoding: 'utf8' })
  return new Set(listed.split('\n').map((line) => line.trim().split(' ')[0] ?? ''))
}

function missingPackages(wanted: readonly SystemPackage[]): string[] {
  const libraries = sharedLibraries()
  const isThere = ({ proof }: SystemPackage): boolean => {
    if ('command' in proof) return hasCommand(proof.command)
    return 'library' in proof ? libraries.has(proof.library) : existsSync(proof.file)
  }
  return wanted.filter((each) => !isThere(each)).map((each) => each.name)
}

/**
 * Sees to it that the system packages for these needs are there: installs them as root, else names them in one
 * command to copy and ends the script. Only Linux needs any.
 */
export function ensureSystem(...wanted: readonly (readonly SystemPackage[])[]): void {
  if (process.platform !== 'linux') return
  const missing = missingPackages(wanted.flat())
  if (missing.length === 0) return
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !hasCommand('apt-get')) {
    const sudo = isRoot ? '' : 'sudo '
    const install = `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${missing.join(' ')}`
    console.error(
      `These system packages are missing. On Debian or Ubuntu this installs them:\n\n${install}\n`,
    )
    process.exit(1)
  }
  console.log(`Installing system packages: ${missing.join(' ')} …`)
  aptGet('update')
  aptGet('install', '-y', '--no-install-recommends', ...missing)
}

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stdout, stderr } = spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8' })
  if (status === 0) return
  console.error(`${stdout}${stderr}\napt-get ${args[0]} did not finish.`)
  process.exit(1)
}
