import { expect, test } from 'vitest'
import { drawIcon } from '../../main/desktop/icon/draw.ts'
import { State } from '../../shared/status.ts'

const plain = { fill: 0, rim: null }
const sizes = [16, 22, 32] as const

/** Which pixels are more than half covered. */
function silhouette(pixels: Buffer): boolean[] {
  return Array.from({ length: pixels.length / 4 }, (_, index) => (pixels[index * 4 + 3] ?? 0) > 127)
}

test.each(sizes)('at %i px every two states differ by their shape alone, not by colour', (size) => {
  const drawn = State.options.map((state) => silhouette(drawIcon(state, size, plain)))
  for (const [index, one] of drawn.entries()) {
    for (const other of drawn.slice(index + 1)) {
      const differing = one.filter((inside, pixel) => inside !== other[pixel]).length
      expect(differing).toBeGreaterThan(size / 2)
    }
  }
})

test('the bridge below is the same in every state', () => {
  const size = 32
  const below = (state: State) => silhouette(drawIcon(state, size, plain)).slice(size * 22)
  for (const state of State.options) expect(below(state)).toEqual(below('up-to-date'))
})

test('the light and the dark icon have the same shape and another ink', () => {
  const light = drawIcon('working', 22, { fill: 0x1a, rim: null })
  const dark = drawIcon('working', 22, { fill: 0xf4, rim: null })
  expect(silhouette(light)).toEqual(silhouette(dark))
  expect(Math.max(...light.filter((_, index) => index % 4 === 0))).toBe(0x1a)
  expect(Math.max(...dark.filter((_, index) => index % 4 === 0))).toBe(0xf4)
})

test.each([
  ['black', 0],
  ['white', 255],
])('on a %s panel the icon stands out, whatever the theme says', (_name, ground) => {
  for (const state of State.options) {
    const drawn = drawIcon(state, 22, { fill: 0xf4, rim: 0x1a })
    const seen = Array.from({ length: 22 * 22 }, (_, pixel) => {
      const alpha = (drawn[pixel * 4 + 3] ?? 0) / 255
      return (drawn[pixel * 4] ?? 0) + ground * (1 - alpha)
    })
    const standOut = seen.filter((grey) => Math.abs(grey - ground) > 100)
    expect(standOut.length, state).toBeGreaterThan(22 * 2)
  }
})
