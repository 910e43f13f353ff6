"""PostgreSQL's own refusal to change what was published: criteria announced are criteria applied."""

from django.db import migrations

CREATE = """
CREATE FUNCTION tenders_refuse_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed record;
    tender_state text;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
    -- FOR SHARE waits for a publication under way, so that no change slips beside it.
    IF TG_ARGV[0] = 'tender' THEN
        SELECT state INTO tender_state FROM tenders_tender WHERE id = changed.tender_id FOR SHARE;
    ELSIF TG_ARGV[0] = 'lot' THEN
        SELECT t.state INTO tender_state FROM tenders_tender t
            JOIN tenders_lot l ON l.tender_id = t.id WHERE l.id = changed.lot_id FOR SHARE OF t;
    ELSE
        SELECT t.state INTO tender_state FROM tenders_tender t
            JOIN tenders_lot l ON l.tender_id = t.id
            JOIN tenders_criterion c ON c.lot_id = l.id WHERE c.id = changed.criterion_id FOR SHARE OF t;
    END IF;
    IF tender_state IS NOT NULL AND tender_state <> 'draft' THEN
        RAISE EXCEPTION 'la consultation est publiée : % refusé sur %', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN changed;
END $$;

CREATE FUNCTION tenders_refuse_frozen_tender() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'la consultation % est publiée : son contenu est figé', OLD.reference
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
DROP = "DROP FUNCTION tenders_refuse_published(); DROP FUNCTION tenders_refuse_frozen_tender();"

FROZEN_COLUMNS = (
    "reference",
    "buyer_id",
    "title",
    "description",
    "procedure",
    "starts_on",
    "duration_months",
    "estimated_value_eur",
    "budget_eur",
    "budget_fixed_on",
    "published_at",
    "frozen_content",
    "fingerprint",
)
#: What joined the consultation after its first migrations.
OBLIGATION_COLUMNS = (
    "no_allotment_reason",
    "environmental_clause",
    "social_clause",
    "no_social_clause_reason",
    "deaf_access",
    "deaf_access_note",
    "personal_data",
)
PROCEDURE_COLUMNS = (
    "buyer_kind",
    "procedure_reason",
    "followed_procedure",
    "publicity",
    "preinformation_sent_on",
    "urgency_reason",
)


def frozen_child(table: str, parent: str) -> migrations.RunSQL:
    """Return the step that freezes ``table``, whose ``parent`` is "tender", "lot" or "criterion"."""
    return migrations.RunSQL(
        f"""CREATE TRIGGER {table}_published BEFORE INSERT OR UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION tenders_refuse_published('{parent}');""",
        f"DROP TRIGGER {table}_published ON {table};",
    )


def frozen_tender() -> migrations.RunSQL:
    """Return the step that freezes the published columns of a consultation, and forbids deleting it."""
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FROZEN_COLUMNS)
    return migrations.RunSQL(
        f"""CREATE TRIGGER tenders_tender_published BEFORE UPDATE ON tenders_tender
                FOR EACH ROW WHEN (OLD.state <> 'draft' AND ({changed}))
                EXECUTE FUNCTION tenders_refuse_frozen_tender();
            CREATE TRIGGER tenders_tender_kept BEFORE DELETE ON tenders_tender
                FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION tenders_refuse_frozen_tender();""",
        """DROP TRIGGER tenders_tender_published ON tenders_tender;
           DROP TRIGGER tenders_tender_kept ON tenders_tender;""",
    )


def frozen_obligations() -> migrations.RunSQL:
    """Return the step that freezes the obligations too, by a trigger of their own."""
    return frozen_columns("tenders_tender_obligations", OBLIGATION_COLUMNS)


def frozen_procedure() -> migrations.RunSQL:
    """Return the step that freezes how the procedure was chosen."""
    return frozen_columns("tenders_tender_procedure", PROCEDURE_COLUMNS)


def frozen_columns(trigger: str, columns: tuple[str, ...]) -> migrations.RunSQL:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)
    return migrations.RunSQL(
        f"""CREATE TRIGGER {trigger} BEFORE UPDATE ON tenders_tender
                FOR EACH ROW WHEN (OLD.state <> 'draft' AND ({changed}))
                EXECUTE FUNCTION tenders_refuse_frozen_tender();""",
        f"DROP TRIGGER {trigger} ON tenders_tender;",
    )
