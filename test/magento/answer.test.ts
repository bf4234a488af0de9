import { describe, expect, test } from 'vitest'
import { fillIn, readAnswer } from '../../main/magento/answer.ts'

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})
const page = (status: number, body = '<!doctype html><title>Not here</title>', headers = {}) => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body,
})
const call = 'POST /V1/products'
const failed = (error: object) => ({ ok: false, error })

describe('what an answer means', () => {
  test('JSON is handed on', () => {
    expect(readAnswer(call, json(200, [1, '2']))).toEqual({ ok: true, value: [1, '2'] })
  })

  test.each([
    [
      'a missing right, by its name',
      json(401, {
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: 'Magento_Catalog::products, Magento_Catalog::catalog' },
      }),
      {
        kind: 'permission-missing',
        call,
        resources: ['Magento_Catalog::products', 'Magento_Catalog::catalog'],
      },
    ],
    [
      'a wrong secret',
      json(401, { message: 'The signature is invalid. Verify and try again.' }),
      {
        kind: 'refused-keys',
        call,
        fault: 'signature',
        message: 'The signature is invalid. Verify and try again.',
      },
    ],
    [
      'a clock that is ahead',
      json(401, { message: 'An error occurred validating the nonce' }),
      { kind: 'refused-keys', call, fault: 'clock', message: 'An error occurred validating the nonce' },
    ],
    [
      'an unknown consumer key',
      json(401, { message: 'A consumer having the specified key does not exist' }),
      {
        kind: 'refused-keys',
        call,
        fault: 'consumer-key',
        message: 'A consumer having the specified key does not exist',
      },
    ],
    [
      'a token of the wrong length, which Magento calls a bad request',
      json(400, { message: 'The token length is invalid. Check the length and try again.' }),
      {
        kind: 'refused-keys',
        call,
        fault: 'token',
        message: 'The token length is invalid. Check the length and try again.',
      },
    ],
    [
      'refused keys in a shop that speaks French',
      json(401, { message: 'La signature n’est pas valide.' }),
      { kind: 'refused-keys', call, fault: 'signature', message: 'La signature n’est pas valide.' },
    ],
    [
      'a refusal, its placeholders filled in',
      json(400, { message: 'Invalid product data: %1', parameters: ['Invalid attribute set entity type'] }),
      {
        kind: 'rejected',
        call,
        status: 400,
        message: 'Invalid product data: Invalid attribute set entity type',
      },
    ],
    [
      'a URL key that another product has',
      json(400, { message: 'URL key for specified store already exists.' }),
      { kind: 'url-key-taken', call, message: 'URL key for specified store already exists.' },
    ],
    [
      'the same in French',
      json(400, { message: 'La clé URL pour la boutique spécifiée existe déjà.' }),
      { kind: 'url-key-taken', call, message: 'La clé URL pour la boutique spécifiée existe déjà.' },
    ],
    [
      'more rows than the shop takes',
      json(400, {
        message: 'Maximum items of type "%type" is %max',
        parameters: { type: '\\Magento\\InventoryApi\\Api\\Data\\SourceItemInterface', max: 20 },
      }),
      { kind: 'over-limit', call, limit: 'rows', most: 20 },
    ],
    [
      'a larger page than the shop gives',
      json(400, { message: 'Maximum SearchCriteria pageSize is %max', parameters: { max: 10 } }),
      { kind: 'over-limit', call, limit: 'page', most: 10 },
    ],
    [
      'a deadlock',
      json(400, { message: 'Database deadlock found when trying to get lock', code: 1213 }),
      {
        kind: 'busy',
        call,
        message: 'Database deadlock found when trying to get lock',
        retryAfterMs: null,
      },
    ],
    [
      'a lock wait in a shop that speaks French, by its number',
      json(400, { message: 'Le verrou…', code: 1205 }),
      { kind: 'busy', call, message: 'Le verrou…', retryAfterMs: null },
    ],
    [
      'a lost database connection',
      json(500, { message: 'Database connection error' }),
      { kind: 'busy', call, message: 'Database connection error', retryAfterMs: null },
    ],
    [
      'too many requests, with the time to wait',
      page(429, 'slow down', { 'retry-after': '7' }),
      { kind: 'busy', call, message: 'HTTP 429', retryAfterMs: 7000 },
    ],
    [
      'a fault inside Magento',
      json(500, {
        message: 'Internal Error. Details are available in Magento log file. Report ID: webapi-1',
      }),
      {
        kind: 'internal-error',
        call,
        message: 'Internal Error. Details are available in Magento log file. Report ID: webapi-1',
      },
    ],
    [
      'a fault of PHP, as plain text',
      {
        status: 500,
        headers: { 'content-type': 'text/plain;charset=UTF-8' },
        body: 'An error has happened during application run. See exception log for details.\n',
      },
      {
        kind: 'internal-error',
        call,
        message: 'An error has happened during application run. See exception log for details.',
      },
    ],
    [
      'maintenance',
      page(503, '<html><head><title>Error 503: Service Unavailable</title></head></html>'),
      { kind: 'maintenance', call },
    ],
    [
      'a proxy that gave up waiting',
      page(504, '<html>504 Gateway Time-out</html>'),
      { kind: 'answer-lost', call, reason: 'HTTP 504' },
    ],
    [
      'a proxy whose server is gone',
      page(503, '<html>Backend fetch failed</html>'),
      { kind: 'answer-lost', call, reason: 'HTTP 503' },
    ],
    [
      'the right address of a shop that was asked under another',
      page(301, '', { location: 'https://www.shop.example/rest/all/V1/products?x=1' }),
      { kind: 'redirected', call, to: 'https://www.shop.example' },
    ],
    ['a web page that is no shop', page(404), { kind: 'not-magento', call, status: 404 }],
    ['a web page that says it is fine', page(200), { kind: 'not-magento', call, status: 200 }],
    ['a firewall', page(403), { kind: 'not-magento', call, status: 403 }],
    ['a password in front of the shop', page(401), { kind: 'not-magento', call, status: 401 }],
    [
      'a body that is too large for the web server',
      page(413),
      { kind: 'rejected', call, status: 413, message: 'Payload Too Large' },
    ],
    [
      'half an answer',
      { status: 200, headers: {}, body: '{"id": 1' },
      { kind: 'unreadable', call, issues: ['SyntaxError'] },
    ],
  ])('%s', (_title, response, error) => {
    expect(readAnswer(call, response)).toEqual(failed(error))
  })
})

describe('the text of an error', () => {
  test.each([
    ['a list', { message: 'No %1 and no %2', parameters: ['a', 'b'] }, 'No a and no b'],
    [
      'names',
      { message: '"%fieldName" is required.', parameters: { fieldName: 'sku' } },
      '"sku" is required.',
    ],
    [
      'names with a list, as price faults have them',
      { message: 'Invalid attribute %fieldName = %fieldValue.', parameters: ['SKU', 'NO-1'] },
      'Invalid attribute SKU = NO-1.',
    ],
    ['nothing', { message: 'Invalid attribute %1.', parameters: [null] }, 'Invalid attribute .'],
    ['no parameters', { message: '100% of %1' }, '100% of %1'],
    [
      'several errors',
      {
        message: 'Validation Failed',
        errors: [{ message: '"%field" can not be empty.', parameters: { field: 'postcode' } }],
      },
      'Validation Failed "postcode" can not be empty.',
    ],
    [
      'an error that the message already tells',
      {
        message: 'Validation Failed: "sku" can not be empty.',
        errors: [{ message: '"%field" can not be empty.', parameters: { field: 'sku' } }],
      },
      'Validation Failed: "sku" can not be empty.',
    ],
  ])('is filled in from %s', (_title, body, text) => {
    expect(fillIn(body)).toBe(text)
  })
})
