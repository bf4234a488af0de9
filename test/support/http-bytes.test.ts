import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { axiosHttp } from '../../main/support/http.ts'

/** A server that answers with these bytes; how many of them it could send before the line was cut. */
async function serving(bytes: Buffer, told = true) {
  const server = createServer((_request, response) => {
    response.writeHead(200, told ? { 'content-length': bytes.length } : {})
    response.end(bytes)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/a.jpg`
}

const get = (url: string, mostBytes: number) =>
  axiosHttp({ method: 'GET', url, headers: {}, timeoutMs: 5000, mostBytes })

test('bytes arrive as they were sent, whatever text they would make', async () => {
  const bytes = Buffer.from(Array.from({ length: 1024 }, (_, at) => at % 256))
  const answer = await get(await serving(bytes), 2048)
  expect(
    answer.ok && [answer.value.status, answer.value.body, Buffer.from(answer.value.bytes ?? [])],
  ).toEqual([200, '', bytes])
})

test.each([true, false])(
  'an answer of more bytes than were asked for is cut off, announced: %s',
  async (told) => {
    const url = await serving(Buffer.alloc(5000), told)
    expect(await get(url, 4999)).toEqual({ ok: false, error: { kind: 'lost', reason: 'too-large' } })
    expect((await get(url, 5000)).ok).toBe(true)
  },
)
