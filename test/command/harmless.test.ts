import { expect, test } from 'vitest'
import { harmless } from '../../main/command/terminal.ts'

test('a name cannot steer the terminal that shows it', () => {
  const name = '\u001b]0;title\u0007\u001b[2JBrass\tbell\u009b31m\u007f, ünïcode 鈴\r'
  expect(harmless(name)).toBe(']0;title[2JBrass\tbell31m, ünïcode 鈴')
})

test('lines stay lines', () => {
  expect(harmless('one\ntwo')).toBe('one\ntwo')
})
