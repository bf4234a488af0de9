import { err, type Result } from '../../shared/result.ts'
import type { Log } from '../support/log.ts'
import { parseUrl } from '../support/url.ts'
import type { Answer, LightspeedApi, Query, Usage, Use } from './api.ts'
import type { Client } from './client.ts'
import { requestCost } from './cost.ts'
import type { LightspeedError } from './errors.ts'
import type { Limits } from './limits.ts'
import type { Refresher } from './refresher.ts'

/** Makes the apis of one process; what one of them learns, all of them know. */
export function createApis(parts: {
  client: Client
  tokens: Refresher
  limits: Limits
  log: Log
  /** `https://api.lightspeedapp.com` */
  address: string
}): (use: Use) => LightspeedApi {
  const { client, tokens, limits, log, address } = parts
  /** What requests really cost, by path and relations. */
  const trueCosts = new Map<string, number>()
  const refusedRelations = new Set<string>()

  return (use) => {
    let used: Usage = { requests: 0, cost: 0, highestLevel: 0, rateLimited: 0, waitedMs: 0 }

    async function read(url: string): Promise<Result<Answer, LightspeedError>> {
      const { pathname, searchParams } = new URL(url)
      const route = `${pathname} ${searchParams.get('load_relations') ?? ''}`
      const answer = await client({
        url,
        cost: trueCosts.get(route) ?? predictedCost(pathname, searchParams.get('load_relations')),
        priority: use.priority,
        signal: use.signal,
        onWait: (until) => use.onWait?.(until),
        onSent: ({ waitedMs, rateLimited }) => {
          used = {
            ...used,
            requests: used.requests + 1,
            rateLimited: used.rateLimited + (rateLimited ? 1 : 0),
            waitedMs: used.waitedMs + waitedMs,
            highestLevel: Math.max(used.highestLevel, limits.bucket()?.level ?? 0),
          }
        },
      })
      if (answer.ok) {
        used = { ...used, cost: used.cost + answer.value.cost }
        trueCosts.set(route, answer.value.cost)
      }
      return answer
    }

    async function list(
      resource: string,
      query: Query,
      relations: readonly string[],
    ): Promise<Result<Answer, LightspeedError>> {
      const account = await tokens.stored()
      if (!account.ok) return account
      if (account.value.accountId === null) return err({ kind: 'not-connected' })
      const asked = relations.filter((relation) => !refusedRelations.has(relation))
      const answer = await read(
        listUrl(`${address}/API/V3/Account/${account.value.accountId}/${resource}.json`, query, asked),
      )
      const refused = answer.ok ? null : refusedRelation(answer.error, asked)
      if (refused === null) return answer
      refusedRelations.add(refused)
      log.warn('lightspeed relation refused', { resource, relation: refused })
      return list(resource, query, relations)
    }

    return {
      get: (path) => read(address + path),
      list,
      follow: async (url) => {
        const own = atOwnAddress(address, url)
        if (own !== null) return read(own)
        const request = { method: 'GET', path: '' }
        return err({ kind: 'unreadable', request, issues: ['the next page has no address'] })
      },
      usage: () => used,
    }
  }
}

function listUrl(address: string, query: Query, relations: readonly string[]): string {
  const parameters = Object.entries(query)
  if (relations.length > 0) parameters.push(['load_relations', JSON.stringify(relations)])
  // A raw `+` would be read as a space, which `encodeURIComponent` avoids.
  return `${address}?${parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

function predictedCost(pathname: string, relations: string | null): number {
  const path = pathname.replace(/^.*\/Account\/\d+\//, '').replace(/\.json$/, '')
  return requestCost({ method: 'GET', path, relations: relations?.match(/[\w.]+/g) ?? [] })
}

/** The relation that a 400 names: the longest one, as `CustomFieldValues` stands in `CustomFieldValues.value` too. */
function refusedRelation(error: LightspeedError, asked: readonly string[]): string | null {
  if (error.kind !== 'rejected' || error.status !== 400) return null
  const words = new Set(error.message.match(/[A-Za-z][\w.]*\w/g))
  const named = asked.filter((relation) => words.has(relation))
  return named.toSorted((a, b) => b.length - a.length)[0] ?? null
}

/**
 * The address of a further page, at the address that we were given: the token goes with it, so it goes nowhere else,
 * whatever host the answer names. Null for what is no address of the API.
 */
function atOwnAddress(address: string, url: string): string | null {
  const parsed = parseUrl(url.startsWith('/') ? address + url : url)
  const path = parsed?.pathname.match(/\/API\/.*/)?.[0]
  return parsed === null || path === undefined ? null : address + path + parsed.search
}
