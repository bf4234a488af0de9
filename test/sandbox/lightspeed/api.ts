import type { SandboxRequest, SandboxResponse } from '../types.ts'
import { accountDetails, accountList, session } from './account.ts'
import { type Admission, type Bucket, priceIn } from './bucket.ts'
import type { Version } from './entity.ts'
import type { Prepared } from './list.ts'
import type { OAuth } from './oauth.ts'
import type { Options } from './options.ts'
import { prepareWrite } from './prepare-write.ts'
import { parseQuery } from './query.ts'
import type { Employee } from './records.ts'
import { errorAnswer, oauthError, Refusal } from './refusal.ts'
import { resources } from './resource.ts'
import { mayUse } from './rights.ts'
import type { State } from './state.ts'
import type { Till } from './till.ts'
import { wantsJson, writeJson, writeXml } from './write.ts'
import { createWriters } from './writers.ts'

type Path = { version: Version; accountID: string | undefined; resource: string; id: number | undefined }

/** `/API/V3/Account/1/Item/2.json`; undefined for what is no address of the API. */
function parsePath(url: string): Path | undefined {
  const path = (url.split('?')[0] ?? '').replace(/\.(json|xml)$/i, '')
  const parts = /^\/API(\/V3)?\/(?:Account\/(\d+)\/)?(\w+)(?:\/(\d+))?$/.exec(path)
  if (parts === null) return undefined
  const [, version, accountID, resource = '', id] = parts
  return {
    version: version ? 'V3' : 'old',
    accountID,
    resource,
    id: id === undefined ? undefined : Number(id),
  }
}

/** `METHOD Resource`: the name by which faults and the log know a request. */
export const routeOf = (request: SandboxRequest): string =>
  `${request.method} ${parsePath(request.url)?.resource ?? request.url.split('?')[0]}`

const LONGEST_URL = 4096

/** The API behind the token: what is asked for is read and priced, let in by the bucket, then answered. */
export function createApi(parts: {
  state: State
  options: Options
  oauth: OAuth
  bucket: Bucket
  till: Till
}): (request: SandboxRequest) => SandboxResponse {
  const { state, options, oauth, bucket } = parts
  const writers = createWriters(parts)

  /** What the request asks for, read and priced. */
  const prepare = (request: SandboxRequest, employee: Employee, scopes: readonly string[]): Prepared => {
    const path = parsePath(request.url)
    if (path === undefined || request.url.length > LONGEST_URL) throw new Refusal(404, 'Not found.')
    const { version, accountID, resource, id } = path
    const name = `${request.method} ${resource}`
    if (name === 'GET Session' && version === 'old' && accountID === undefined)
      return { cost: 1, answer: () => session(state, options, employee, scopes) }
    if (name === 'GET Account' && accountID === undefined) {
      if (id === undefined) return { cost: 1, answer: () => accountList(state, version) }
      if (id !== options.accountID) throw new Refusal(404, 'The account does not exist.')
      return { cost: 1, answer: () => accountDetails(state) }
    }
    if (accountID !== String(options.accountID)) throw new Refusal(404, 'The account does not exist.')
    const known = resources.find((each) => each.name === resource && (each.only ?? version) === version)
    const writer = writers[resource]
    const writes = request.method !== 'GET'
    if (known === undefined || (writes && writer === undefined))
      throw new Refusal(501, `The sandbox does not model ${name}.`)
    const rights = new Set(employee.rights.map((right) => right.name))
    const oneOf = writes ? known.scopes.filter((scope) => !scope.endsWith('_read')) : known.scopes
    if (!mayUse(oneOf, scopes, rights))
      throw new Refusal(403, `${resource}: the scope or the employee's rights do not allow this.`)
    if (writes && writer !== undefined)
      return prepareWrite({ request, version, id, resource: known, writer, state, options })
    const query = parseQuery(request.url)
    if (id !== undefined) return known.one(id, { version, query }, state, options)
    const address = `${request.scheme}://${request.host}${request.url.split('?')[0]}`
    return known.list({ version, query, address }, state, options)
  }

  return (request) => {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const check = oauth.connections.use(token)
    const employee = check.kind === 'valid' ? state.employees.get(check.employeeID) : undefined
    if (check.kind !== 'valid' || employee === undefined || employee.lockOut || employee.archived)
      return unauthorized(check.kind === 'unknown' ? 'could not be verified' : 'has been revoked')

    const asked = attempt(() => prepare(request, employee, check.scopes))
    const full = asked instanceof Refusal ? (options.refusedRequestsCost ? 1 : 0) : asked.cost
    const cost = priceIn(options.rateLimits, request.method, full)
    const admission = bucket.admit(cost)
    const headers = {
      'X-Ls-Acct-Id': String(options.accountID),
      'X-Ls-Oauth-Client-Id': options.clientId,
      ...bucket.headers(cost),
      'Cf-Ray': '8c0ffee000000000-SBX',
    }
    if (admission.kind === 'blocked') return tooMany(admission, headers)
    const tree = asked instanceof Refusal ? asked : attempt(asked.answer)
    if (tree instanceof Refusal) {
      const answer = errorAnswer(tree.status, tree.message, tree.errorClass)
      return { ...answer, headers: { ...answer.headers, ...headers } }
    }
    const json = wantsJson(request, request.url.split('?')[0] ?? '')
    return {
      status: 200,
      headers: {
        ...headers,
        'Content-Type': json ? 'application/json' : 'application/vnd.merchantos.pos-v1+xml',
      },
      body: json ? writeJson(tree) : writeXml(`${parsePath(request.url)?.resource ?? ''}s`, tree),
    }
  }
}

/** 429: the headers say which limiter it was and how long to wait. */
function tooMany(
  { limiter, retryAfterSeconds }: Extract<Admission, { kind: 'blocked' }>,
  headers: Record<string, string>,
): SandboxResponse {
  const which = limiter === 'api-burst-limiter' ? 'burst rate limit exceeded' : 'bucket limit exceeded'
  const answer = errorAnswer(429, `Rate Limit Exceeded: ${which}.`, 'RateLimitedException')
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...headers,
      'x-ls-api-request-cost': '0',
      'X-LS-API-RateLimit-Type': limiter,
      'Retry-After': String(retryAfterSeconds),
    },
  }
}

function attempt<T>(work: () => T): T | Refusal {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof Refusal) return cause
    throw cause
  }
}

const unauthorized = (what: string): SandboxResponse =>
  oauthError(
    401,
    'access_denied',
    'The resource owner or authorization server denied the request.',
    `Access token ${what}`,
  )
