import type { SandboxResponse } from '../types.ts'

/** What ends a request early: thrown where it is found, turned into the answer at the door. */
export class Refusal extends Error {
  readonly status: number
  readonly errorClass: string

  constructor(status: number, message: string, errorClass = 'Exception') {
    super(message)
    this.status = status
    this.errorClass = errorClass
  }
}

const phrases: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
}

type Answer = Exclude<SandboxResponse, { dropConnection: true }>

/** The body is JSON, and yet it is sent as HTML (recorded). */
export function errorAnswer(status: number, message: string, errorClass = 'Exception'): Answer {
  const body = { httpCode: String(status), httpMessage: phrases[status] ?? 'Error', message, errorClass }
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=UTF-8' },
    body: JSON.stringify(body).replaceAll('/', '\\/'),
  }
}

/** How the authorization server refuses, and how an API call with a dead token is refused. */
export function oauthError(status: number, error: string, description: string, hint?: string): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ error, error_description: description, ...(hint !== undefined && { hint }) }),
  }
}

/** What a status looks like when it comes without any doing of the service: a planned fault, or the proxy in front. */
export function usualError(
  status: number,
  message?: string,
): { headers: Record<string, string>; body: string } {
  if (message !== undefined) return errorAnswer(status, message)
  if (status === 401)
    return oauthError(
      401,
      'access_denied',
      'The resource owner or authorization server denied the request.',
      'Access token could not be verified',
    )
  if (status === 429) {
    const answer = errorAnswer(429, 'Rate Limit Exceeded: please slow down.', 'RateLimitedException')
    return {
      headers: { ...answer.headers, 'X-LS-API-RateLimit-Type': 'api-leaky-bucket', 'Retry-After': '2' },
      body: answer.body,
    }
  }
  if (status >= 502)
    return {
      headers: { 'Content-Type': 'text/html', Server: 'cloudflare' },
      body: `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`,
    }
  return errorAnswer(status, 'The sandbox was told to fail.')
}
