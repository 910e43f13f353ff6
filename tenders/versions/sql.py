"""The one door in PostgreSQL's refusals: what is published changes only together with its next version."""

from django.db import migrations

from ..sql import CREATE

AMENDING = """
CREATE FUNCTION tenders_version_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.written_in := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER tenders_tenderversion_written BEFORE INSERT ON tenders_tenderversion
    FOR EACH ROW EXECUTE FUNCTION tenders_version_written();

-- Both at once: the operation says which version it publishes, and that version was written in this
-- transaction. A forgotten setting opens nothing, nor does a number met again in a restored database.
CREATE FUNCTION tenders_is_amending(amended bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT 1 FROM tenders_tenderversion v
         WHERE v.tender_id = amended AND v.kind = 'amended'
           AND v.id::text = current_setting('tenders.amending', true)
           AND v.written_in = pg_current_xact_id()::text::bigint)
$$;

-- At the commit, the consultation says what its newest version says.
CREATE FUNCTION tenders_says_its_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM tenders_tender t
         WHERE t.id = NEW.tender_id
           AND NOT EXISTS (SELECT 1 FROM tenders_tenderversion later
                            WHERE later.tender_id = t.id AND later.number > NEW.number)
           AND (t.fingerprint IS DISTINCT FROM NEW.fingerprint
                OR t.frozen_content IS DISTINCT FROM NEW.content)) THEN
        RAISE EXCEPTION 'la consultation ne dit pas ce que dit sa version %', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tenders_tenderversion_said AFTER INSERT ON tenders_tenderversion
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tenders_says_its_version();
"""
#: The refusals of ``tenders.sql``, with the door.
REFUSALS = """
CREATE OR REPLACE FUNCTION tenders_refuse_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed record;
    held record;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
    -- FOR SHARE waits for a publication under way, so that no change slips beside it.
    IF TG_ARGV[0] = 'tender' THEN
        SELECT id, state INTO held FROM tenders_tender WHERE id = changed.tender_id FOR SHARE;
    ELSIF TG_ARGV[0] = 'lot' THEN
        SELECT t.id, t.state INTO held FROM tenders_tender t
            JOIN tenders_lot l ON l.tender_id = t.id WHERE l.id = changed.lot_id FOR SHARE OF t;
    ELSE
        SELECT t.id, t.state INTO held FROM tenders_tender t
            JOIN tenders_lot l ON l.tender_id = t.id
            JOIN tenders_criterion c ON c.lot_id = l.id WHERE c.id = changed.criterion_id FOR SHARE OF t;
    END IF;
    IF held.state IS NOT NULL AND held.state <> 'draft' AND NOT tenders_is_amending(held.id) THEN
        RAISE EXCEPTION 'la consultation est publiée : % refusé sur %', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN changed;
END $$;

CREATE OR REPLACE FUNCTION tenders_refuse_frozen_tender() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND tenders_is_amending(OLD.id)
         -- The identity, the day of the notice, and the money fixed before it never change.
         AND OLD.estimated_value_eur IS NOT DISTINCT FROM NEW.estimated_value_eur
         AND OLD.budget_eur IS NOT DISTINCT FROM NEW.budget_eur
         AND OLD.budget_fixed_on IS NOT DISTINCT FROM NEW.budget_fixed_on
         AND OLD.reference IS NOT DISTINCT FROM NEW.reference
         AND OLD.buyer_id IS NOT DISTINCT FROM NEW.buyer_id
         AND OLD.published_at IS NOT DISTINCT FROM NEW.published_at THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'la consultation % est publiée : son contenu est figé', OLD.reference
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
CLOSED = """
DROP TRIGGER tenders_tenderversion_said ON tenders_tenderversion;
DROP TRIGGER tenders_tenderversion_written ON tenders_tenderversion;
DROP FUNCTION tenders_says_its_version(); DROP FUNCTION tenders_version_written();
"""


def amendable() -> migrations.RunSQL:
    """Return the step that lets a published consultation change, together with its next version only."""
    shut = CREATE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    return migrations.RunSQL(
        AMENDING + REFUSALS,
        CLOSED + shut + "DROP FUNCTION tenders_is_amending(bigint);",
    )
