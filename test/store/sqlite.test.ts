import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openSqlite, type Param } from '../../main/store/sqlite.ts'
import { temporaryFolder } from './support.ts'

function openTable() {
  const db = openSqlite(join(temporaryFolder(), 'a.sqlite'))
  onTestFinished(() => db.close())
  db.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT, size REAL) STRICT')
  return db
}

const Thing = z.object({ id: z.number(), name: z.string().nullable(), size: z.number().nullable() })

describe('what would end the process or be lost is refused before libsql sees it', () => {
  const wrong: [string, unknown][] = [
    ['a boolean', true],
    ['a Buffer', Buffer.from('a')],
    ['a Uint8Array', new Uint8Array([1])],
    ['a Date', new Date(0)],
    ['an object', {}],
    ['an array', ['a']],
    ['a bigint', 5n],
    ['nothing', undefined],
    ['not a number', Number.NaN],
    ['an infinite number', Number.POSITIVE_INFINITY],
    ['text with NUL', 'cut\0here'],
  ]
  test.each(wrong)('%s as a parameter', (_name, value) => {
    const db = openTable()
    const insert = db.command('INSERT INTO things (name) VALUES (?)')
    expect(() => insert(value as Param)).toThrow(TypeError)
    expect(db.query('SELECT id, name, size FROM things', Thing)()).toEqual([])
  })

  test('too few or too many parameters, which libsql would take in silence', () => {
    const insert = openTable().command('INSERT INTO things (name, size) VALUES (?, ?)')
    expect(() => insert('a')).toThrow('2 parameters expected, 1 given')
    expect(() => insert('a', 1, 2)).toThrow('2 parameters expected, 3 given')
  })
})

test('rows come back as they were stored, and carry nothing else', () => {
  const db = openTable()
  const insert = db.command('INSERT INTO things (id, name, size) VALUES (?, ?, ?)')
  insert(Number.MAX_SAFE_INTEGER, 'ショップ « é » 🚲', 0.1)
  insert(7, null, null)
  // A loose schema lets an extra `_metadata` through, if there were one.
  const rows = db.query('SELECT id, name, size FROM things ORDER BY id', z.looseObject({ id: z.number() }))()
  expect(rows).toEqual([
    { id: 7, name: null, size: null },
    { id: Number.MAX_SAFE_INTEGER, name: 'ショップ « é » 🚲', size: 0.1 },
  ])
})

test('a row that does not fit its schema is noticed where it is read', () => {
  const db = openTable()
  db.command('INSERT INTO things (name) VALUES (?)')('a')
  expect(() => db.query('SELECT id FROM things', z.object({ id: z.string() }))()).toThrow(
    expect.objectContaining({ code: 'LEDGER_UNREADABLE' }),
  )
})

describe('a transaction', () => {
  function counting() {
    const db = openTable()
    const insert = db.command('INSERT INTO things (name) VALUES (?)')
    const names = () => db.query('SELECT name FROM things ORDER BY id', z.object({ name: z.string() }))()
    return { db, insert, names: () => names().map((row) => row.name) }
  }

  test('is all or nothing', () => {
    const { db, insert, names } = counting()
    expect(() =>
      db.transaction(() => {
        insert('a')
        throw new Error('power cut')
      }),
    ).toThrow('power cut')
    expect(names()).toEqual([])
  })

  test('inside another one is a part of it', () => {
    const { db, insert, names } = counting()
    expect(() =>
      db.transaction(() => {
        db.transaction(() => insert('a'))
        throw new Error('power cut')
      }),
    ).toThrow('power cut')
    expect(names()).toEqual([])
    db.transaction(() => {
      db.transaction(() => insert('b'))
      insert('c')
    })
    expect(names()).toEqual(['b', 'c'])
  })

  test('cannot wait for a promise', () => {
    const { db, insert, names } = counting()
    expect(() => db.transaction(async () => insert('a'))).toThrow('cannot wait for a promise')
    expect(names()).toEqual([])
  })
})

test('a reference to nothing is refused', () => {
  const db = openTable()
  db.exec('CREATE TABLE parts (thing INTEGER NOT NULL REFERENCES things) STRICT')
  expect(() => db.command('INSERT INTO parts (thing) VALUES (?)')(1)).toThrow('FOREIGN KEY')
})
