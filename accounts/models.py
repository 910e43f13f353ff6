"""People, organisations and the roles that people hold in them."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from .enums import LegalFamily, OrganisationKind, Role
from .validators import validate_siret


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person; what they may do comes from their memberships."""

    email = models.EmailField("adresse électronique", unique=True)
    full_name = models.CharField("nom et prénom", max_length=200, blank=True)
    is_active = models.BooleanField("compte actif", default=True)
    is_fictitious = models.BooleanField("fictif", default=False)
    joined_at = models.DateTimeField("inscription", auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return str(self)


class Organisation(models.Model):
    """A public buyer, an economic operator or an oversight body."""

    kind = models.CharField("nature", max_length=20, choices=OrganisationKind.choices)
    legal_name = models.CharField("dénomination", max_length=200)
    siret = models.CharField("SIRET", max_length=14, unique=True, validators=[validate_siret])
    legal_family = models.CharField(
        "forme juridique",
        max_length=20,
        choices=LegalFamily.choices,
        default=LegalFamily.OTHER,
    )
    ess_evidence = models.CharField(
        "preuve de la qualité ESS",
        max_length=300,
        blank=True,
        help_text="Numéro RNA, mention ESS au registre, agrément, statuts : ce qui permet de le vérifier.",
    )
    street = models.CharField("adresse", max_length=200, blank=True)
    postal_code = models.CharField("code postal", max_length=10, blank=True)
    city = models.CharField("commune", max_length=100, blank=True)
    is_fictitious = models.BooleanField("fictif", default=False)
    created_at = models.DateTimeField("création", auto_now_add=True)

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisations"
        ordering: ClassVar = ["legal_name"]

    def __str__(self) -> str:
        return self.legal_name

    @property
    def siren(self) -> str:
        return self.siret[:9]

    @property
    def siret_written(self) -> str:
        """The SIRET in the groups people read it in: « 732 829 320 00074 »."""
        digits = self.siret
        return "\u00a0".join((digits[:3], digits[3:6], digits[6:9], digits[9:]))


class Membership(models.Model):
    """One role of one person in one organisation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="personne")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="memberships",
        verbose_name="organisation",
    )
    role = models.CharField("rôle", max_length=20, choices=Role.choices)
    created_at = models.DateTimeField("depuis", auto_now_add=True)

    class Meta:
        verbose_name = "rôle d’une personne"
        verbose_name_plural = "rôles des personnes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="one_role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.get_role_display()} ({self.organisation})"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> "InvitationQuerySet":
        """Those that may still be accepted, by the database's clock."""
        return self.filter(created_at__gt=Now() - Invitation.LIFETIME)


class Invitation(models.Model):
    """Roles offered to an address; the row lives until its owner accepts or an administrator withdraws it."""

    LIFETIME = timedelta(days=7)

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="invitations",
        verbose_name="organisation",
    )
    email = models.EmailField("adresse électronique")
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), verbose_name="rôles")
    invited_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations_sent",
        verbose_name="invité par",
    )
    created_at = models.DateTimeField("date", db_default=Now())

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        ordering: ClassVar = ["email"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "email"], name="one_invitation_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.organisation})"

    @property
    def role_labels(self) -> list[str]:
        return [Role(role).label for role in self.roles]
