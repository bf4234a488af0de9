import { describe, expect, test } from 'vitest'
import { defaultMapping, type MappingRule, type Source, type Step } from '../../shared/mapping.ts'
import { openShop } from './shop.ts'

const field = (path: string): Source => ({ kind: 'field', path })
const list = (path: string): Source => ({ kind: 'list', path })
const custom = (id: number): Source => ({ kind: 'custom-field', customFieldId: String(id) })
const rule = (target: string, source: Source, steps: Step[] = []): MappingRule => ({
  target,
  source,
  steps,
  policy: 'always',
})

type TestShop = Awaited<ReturnType<typeof openShop>>

function map(shop: TestShop, ...rules: MappingRule[]): void {
  shop.ledger.mapping.set({ ...defaultMapping, rules: [...defaultMapping.rules, ...rules] })
}

/** What customers read in an attribute that has options. */
function labelsOf({ web, shown }: TestShop, sku: string, code: string): string[] {
  const labels = web.shop.options(code)
  return (shown(sku, code)?.[code] ?? '').split(',').flatMap((id) => labels[id] ?? [])
}

describe('anything that an item holds can fill an attribute', () => {
  test('texts and numbers', async () => {
    const shop = await openShop()
    const texts = {
      ls_note: field('Note.note'),
      ls_year: field('modelYear'),
      ls_season: field('seasonID'),
      ls_department: field('departmentID'),
      ls_upc: field('upc'),
      ls_ean: field('ean'),
      ls_maker_sku: field('manufacturerSku'),
      ls_width: field('ItemECommerce.width'),
      ls_height: field('ItemECommerce.height'),
      ls_length: field('ItemECommerce.length'),
      ls_category: field('Category.fullPathName'),
    }
    for (const code of Object.keys(texts)) shop.web.shop.addTextAttribute(code, code)
    map(shop, ...Object.entries(texts).map(([code, source]) => rule(code, source)))
    const bells = shop.till.addCategory('Bells')
    shop.addItem({
      note: { note: 'Rings twice', isPublic: true, timeStamp: 0 },
      modelYear: 2014,
      seasonID: 3,
      departmentID: 5,
      upc: '036000291452',
      ean: '4006381333931',
      manufacturerSku: 'M-1',
      categoryID: bells,
      eCommerce: {
        longDescription: 'A bell of brass.',
        shortDescription: 'Brass',
        weight: 0.25,
        width: 4.5,
        height: 3,
        length: 6,
        listOnStore: true,
      },
    })
    await shop.sync()
    expect(shop.shown('BELL-1', ...Object.keys(texts), 'description', 'short_description', 'weight')).toEqual(
      {
        ls_note: 'Rings twice',
        ls_year: '2014',
        ls_season: '3',
        ls_department: '5',
        ls_upc: '036000291452',
        ls_ean: '4006381333931',
        ls_maker_sku: 'M-1',
        ls_width: '4.5',
        ls_height: '3',
        ls_length: '6',
        ls_category: 'Bells',
        description: 'A bell of brass.',
        short_description: 'Brass',
        weight: '0.250000',
      },
    )
    shop.forgetRequests()
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.writes()).toEqual({})
  })

  test('custom fields of every type', async () => {
    const shop = await openShop()
    const ids = {
      engraving: shop.till.addCustomField('Engraving', 'string'),
      since: shop.till.addCustomField('On sale since', 'date'),
      seen: shop.till.addCustomField('Last seen', 'datetime'),
      vegan: shop.till.addCustomField('Vegan', 'boolean'),
      teeth: shop.till.addCustomField('Teeth', 'integer'),
      tone: shop.till.addCustomField('Tone', 'single_choice'),
      uses: shop.till.addCustomField('Uses', 'multi_choice'),
    }
    shop.web.shop.addTextAttribute('engraving', 'Engraving')
    shop.web.shop.addTextAttribute('teeth', 'Teeth')
    shop.web.shop.addAttribute('since', 'On sale since', 'date')
    shop.web.shop.addAttribute('seen', 'Last seen', 'datetime')
    shop.web.shop.addAttribute('vegan', 'Vegan', 'boolean')
    shop.web.shop.addSelect('tone', 'Tone')
    shop.web.shop.addSelect('uses', 'Uses', 'multiselect')
    map(shop, ...Object.entries(ids).map(([code, id]) => rule(code, custom(id))))
    shop.addItem({
      customValues: {
        [ids.engraving]: 'For Ann',
        [ids.since]: '2019-02-01',
        [ids.seen]: '2019-02-01T09:30:00+02:00',
        [ids.vegan]: 'true',
        [ids.teeth]: '12',
        [ids.tone]: 'Bright',
        [ids.uses]: ['Touring', 'Racing'],
      },
    })
    const [run] = await shop.sync()
    expect(run?.outcome).toEqual({ kind: 'done' })
    expect(shop.shown('BELL-1', 'engraving', 'since', 'seen', 'vegan', 'teeth')).toEqual({
      engraving: 'For Ann',
      since: '2019-02-01 00:00:00',
      seen: '2019-02-01 07:30:00',
      vegan: '1',
      teeth: '12',
    })
    expect(labelsOf(shop, 'BELL-1', 'tone')).toEqual(['Bright'])
    expect(labelsOf(shop, 'BELL-1', 'uses').sort()).toEqual(['Racing', 'Touring'])
    shop.forgetRequests()
    await shop.sync({ scope: { kind: 'full' } })
    await shop.sync({ force: true })
    expect(shop.problems()).toEqual([])
    shop.forgetRequests()
    await shop.sync()
    expect(shop.web.requests.all()).toEqual([])
  })

  test('vendors: the usual one, all of them, and the numbers that they have for it', async () => {
    const shop = await openShop()
    shop.web.shop.addSelect('vendor', 'Vendor')
    shop.web.shop.addSelect('vendors', 'Vendors', 'multiselect')
    shop.web.shop.addTextAttribute('vendor_numbers', 'Numbers')
    map(
      shop,
      rule('vendor', field('DefaultVendor.name')),
      rule('vendors', list('Vendors.name')),
      rule('vendor_numbers', list('ItemVendorNums.ItemVendorNum.value'), [{ kind: 'join', between: ', ' }]),
    )
    const komet = shop.till.addVendor('Komet')
    const alpin = shop.till.addVendor('Alpin Sport')
    shop.addItem({
      defaultVendorID: komet,
      vendorNums: [{ itemVendorNumID: 1, value: 'V-8841', timeStamp: 0, vendorID: alpin }],
    })
    await shop.sync()
    expect([
      labelsOf(shop, 'BELL-1', 'vendor'),
      labelsOf(shop, 'BELL-1', 'vendors').sort(),
      shop.shown('BELL-1', 'vendor_numbers'),
    ]).toEqual([['Komet'], ['Alpin Sport', 'Komet'], { vendor_numbers: 'V-8841' }])
    shop.till.renameVendor(komet, 'Komet AG')
    shop.clock.forward(3_600_000)
    shop.forgetRequests()
    await shop.sync()
    expect(shop.writes()).toEqual({ 'PUT /V1/products/attributes/:attributeCode/options/:optionId': 2 })
    expect(labelsOf(shop, 'BELL-1', 'vendors').sort()).toEqual(['Alpin Sport', 'Komet AG'])
  })
})
