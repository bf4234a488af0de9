// Fetches pages and parses them, and nothing else: what a program cannot do without that reads them. Plain JavaScript, so
// that nothing else weighs there.

process.once('message', async ({ addresses, token }) => {
  const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' }
  const before = process.cpuUsage()
  let pages = 0
  for (const first of addresses) {
    for (let address = first; address !== ''; pages += 1) {
      const answer = await fetch(address, { headers })
      const next = JSON.parse(await answer.text())['@attributes'].next
      if (next) {
        const { pathname, search } = new URL(next)
        address = new URL(pathname + search, first).href
      } else address = ''
    }
  }
  const { user, system } = process.cpuUsage(before)
  process.send({ pages, cpuMs: (user + system) / 1000 })
  process.disconnect()
})
