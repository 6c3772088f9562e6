-- SPDX-License-Identifier: EUPL-1.2
-- Whose remark an answer is to stands in the answer too: so the policy asks the
-- row alone, and not the remark of each.

ALTER TABLE data.remark ADD UNIQUE (id, person_id);
ALTER TABLE data.answer ADD COLUMN person_id uuid;
UPDATE data.answer a SET person_id = r.person_id
	FROM data.remark r WHERE r.id = a.remark_id;
ALTER TABLE data.answer ALTER COLUMN person_id SET NOT NULL,
	ADD FOREIGN KEY (remark_id, person_id)
		REFERENCES data.remark (id, person_id) ON DELETE RESTRICT;
COMMENT ON COLUMN data.answer.person_id IS 'Whose remark it answers.';
