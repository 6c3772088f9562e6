// SPDX-License-Identifier: EUPL-1.2
// A PDF of two pages whose second page has a content of so many bytes, so that
// the parts in the middle of the file belong to that page alone.

const stream = (text) => `<</Length ${text.length}>>stream\n${text}\nendstream`;
const words = (text) => `BT /F1 24 Tf 70 760 Td (${text}) Tj ET`;
const page = (content) => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]'
	+ `/Contents ${content} 0 R/Resources<</Font<</F1 5 0 R>>>>>>`;

export function
twoPages(bytes)
{
	const objects = ['<</Type/Catalog/Pages 2 0 R>>',
		'<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>', page(6), page(7),
		'<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
		stream(words('Side 1')),
		stream(' '.repeat(bytes) + words('Side 2'))];
	let file = '%PDF-1.4\n';
	const places = objects.map((object, at) => {
		const place = file.length;
		file += `${at + 1} 0 obj${object}endobj\n`;
		return `${String(place).padStart(10, '0')} 00000 n \n`;
	});
	const xref = file.length;
	file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
		+ places.join('')
		+ `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\n`
		+ `startxref\n${xref}\n%%EOF\n`;
	return Buffer.from(file, 'latin1');
}
