import { expect, test } from 'vitest'
import { type Exchange, playRecordings } from '../../sandbox/magento/player.ts'

const headers = { 'Content-Type': 'application/json; charset=utf-8' }
const price = (path: string, method: string, body: number, n: number): Exchange => ({
  n,
  request: { method, path },
  response: { status: 200, headers, body },
})
const request = (method: string, url: string, body = '') => ({
  method,
  url,
  body,
  headers: {},
  host: 'shop.example',
  scheme: 'http' as const,
})
const answerOf = (response: ReturnType<ReturnType<typeof playRecordings>>) =>
  'status' in response ? [response.status, response.body] : undefined

test('the same request gets its recorded answers in order, the last one again and again', () => {
  const play = playRecordings([price('/a', 'GET', 1, 1), price('/a', 'GET', 2, 2)])
  const ask = () => answerOf(play(request('GET', '/a')))?.[1]
  expect([ask(), ask(), ask()]).toEqual(['1', '2', '2'])
})

test('order and encoding of parameters and members do not count', () => {
  const play = playRecordings([
    {
      n: 1,
      request: { method: 'PUT', path: '/p/A%2Fb?x[1]=a b&y=2', body: { a: 1, b: [{ c: 2, d: 3 }] } },
      response: { status: 200, headers, body: true },
    },
  ])
  expect(
    answerOf(play(request('PUT', '/p/A%2fb?y=2&x%5B1%5D=a%20b', '{"b":[{"d":3,"c":2}],"a":1}'))),
  ).toEqual([200, 'true'])
})

test('a request that was never recorded is named', () => {
  const play = playRecordings([price('/a', 'GET', 1, 1)])
  expect(answerOf(play(request('POST', '/a', '{"x":1}')))).toEqual([
    501,
    'nothing was recorded for POST /a {"x":1}',
  ])
})
