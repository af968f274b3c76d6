import { pageAddress } from '../site/page-address.ts';

/** The address of a chapter below the site's base path. */
export const pageLink = (slug: string): string => pageAddress(slug, import.meta.env.BASE_URL);
