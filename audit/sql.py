"""PostgreSQL's own refusals: history cannot be changed, whatever program asks."""

from django.db import migrations

CREATE_REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'la table % ne fait que croître : % refusé', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
DROP_REFUSE_CHANGE = "DROP FUNCTION refuse_change();"


def append_only(table: str) -> migrations.RunSQL:
    """Return the migration step that has PostgreSQL refuse UPDATE, DELETE and TRUNCATE on ``table``.

    TRUNCATE needs a statement-level trigger: row triggers never see it.
    """
    return migrations.RunSQL(
        f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();""",
        f"DROP TRIGGER {table}_append_only ON {table}; DROP TRIGGER {table}_no_truncate ON {table};",
    )


def append_only_once(table: str, condition: str) -> migrations.RunSQL:
    """Return the step that freezes a row of ``table`` once ``condition`` on OLD holds; none is deleted."""
    return migrations.RunSQL(
        f"""CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table}
                FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();""",
        f"""DROP TRIGGER {table}_frozen ON {table}; DROP TRIGGER {table}_no_delete ON {table};
            DROP TRIGGER {table}_no_truncate ON {table};""",
    )
