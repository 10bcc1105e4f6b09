import { expect, test } from 'vitest';
import { foreignUrls, ownUrls } from '../../../e2e/fake/urls.ts';
import { isPageUrl } from './origin.ts';

test.each(ownUrls)('%s is the page', (url) => expect(isPageUrl(url)).toBe(true));
test.each(foreignUrls)('%j is not the page', (url) => expect(isPageUrl(url)).toBe(false));
